import { FAILURES } from './failures.ts'

export type ParamSpec = {
  readonly type: 'string' | 'int' | 'bool' | 'list'
  /** Allowed values, of the parameter or of each item of its list. */
  readonly values?: readonly string[]
  readonly required?: true
}

export type CallParams = Readonly<Record<string, unknown>>

/** Parameters as received, with their encoding. A `form` holds only texts; JSON and `a[0]=` hold lists too. */
export type RawParams = { readonly values: CallParams; readonly encoding: 'query' | 'form' | 'json' }

/**
 * Checks parameters against the edge's table and converts them to its types; ignores what the table lacks. `jsonOnly`
 * edges refuse lists written as text in a form (LIVE-CLAIM, graph-api 1.4, Instagram). Throws code 100 for a missing
 * required parameter, a wrong type or an unknown value.
 */
export function checkParams(
  specs: Readonly<Record<string, ParamSpec>>,
  { values, encoding }: RawParams,
  jsonOnly: boolean,
): CallParams {
  const checked: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const raw = values[name]
    if (raw === undefined || raw === null || raw === '') {
      if (spec.required === true) throw FAILURES.required(name)
      continue
    }
    if (jsonOnly && encoding === 'form' && spec.type === 'list' && typeof raw === 'string')
      throw FAILURES.unparsable()
    const value = CONVERT[spec.type](name, raw)
    checkValues(name, value, spec, jsonOnly && encoding === 'json')
    checked[name] = value
  }
  return checked
}

const CONVERT: Readonly<Record<ParamSpec['type'], (name: string, raw: unknown) => unknown>> = {
  string: asText,
  int: (name, raw) => {
    const value = asText(name, raw)
    if (!/^-?\d+$/.test(value)) throw FAILURES.invalid(`Param ${name} must be an integer`)
    return value
  },
  bool: (name, raw) => {
    const value = String(raw)
    if (!['true', 'false', '1', '0'].includes(value))
      throw FAILURES.invalid(`Param ${name} must be a boolean`)
    return ['true', '1'].includes(value)
  },
  list: asList,
}

function asText(name: string, raw: unknown): string {
  if (typeof raw !== 'string' && typeof raw !== 'number')
    throw FAILURES.invalid(`Param ${name} must be a string`)
  return String(raw)
}

/** A list from JSON, or from JSON in a text; a text with commas is none (INFERENCE, graph-api 4.6). */
function asList(name: string, raw: unknown): string[] {
  const value = typeof raw === 'string' ? parsed(raw) : raw
  if (!Array.isArray(value)) throw FAILURES.invalid(`Param ${name} must be an array.`)
  return value.map(String)
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

function checkValues(name: string, value: unknown, { values }: ParamSpec, schemaWords: boolean): void {
  if (values === undefined) return
  const items = Array.isArray(value) ? value.map(String) : [String(value)]
  const wrong = items.findIndex((item) => !values.includes(item))
  if (wrong === -1) return
  const at = Array.isArray(value) ? `${name}.${wrong}` : name
  // LIVE-CLAIM (graph-api 4.1): an edge with a JSON schema words it like this, without "(#100)".
  if (schemaWords) throw FAILURES.schemaEnum(at, values, items[wrong] ?? '')
  throw FAILURES.invalid(
    `Param ${at.replace('.', '[')}${at.includes('.') ? ']' : ''} must be one of {${values.join(', ')}}`,
  )
}
