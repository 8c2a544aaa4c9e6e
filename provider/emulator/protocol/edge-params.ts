import { specEdge } from '../spec/spec.ts'
import type { ServedEdge } from './edge.ts'
import { FAILURES } from './failures.ts'
import { checkParams, type CallParams, type RawParams } from './params.ts'

/** Parameters that every edge takes, so an edge's own table has none of them. Source: graph-api 4.5 and 4.6 (FACT). */
const OF_EVERY_EDGE = new Set(['fields', 'limit', 'after', 'before', 'summary', 'metadata'])

/**
 * Checks the parameters of a call against its edge. A value that Meta has and the emulator has not is refused as not
 * emulated; a parameter of that sort is added to `leftOut`. Throws code 100 as `checkParams` does.
 */
export function checkEdgeParams(edge: ServedEdge, raw: RawParams, leftOut: Set<string>): CallParams {
  const known = specEdge(edge.label, edge.method, edge.edge)?.params
  const place = edge.edge === '' ? edge.label : `${edge.label}/${edge.edge}`
  for (const [name, spec] of Object.entries(edge.params)) {
    const values = known?.get(name) ?? []
    for (const item of itemsOf(raw.values[name]))
      if (spec.values?.includes(item) === false && values.includes(item))
        throw FAILURES.notEmulated(`${name}=${item} at ${edge.method} ${place}`)
  }
  for (const name of Object.keys(raw.values)) {
    if (known?.has(name) === true && edge.params[name] === undefined && !OF_EVERY_EDGE.has(name))
      leftOut.add(`${edge.method} ${place}?${name}`)
  }
  return checkParams(edge.params, raw, edge.jsonOnly === true)
}

/** The items of a value, as far as they can be read: a list, a list as text, or one text. */
function itemsOf(raw: unknown): readonly string[] {
  if (Array.isArray(raw)) return raw.map(String)
  if (typeof raw !== 'string') return []
  try {
    const value: unknown = JSON.parse(raw)
    return Array.isArray(value) ? value.map(String) : [raw]
  } catch {
    return [raw]
  }
}
