import type { ServedMethod } from './node.ts'
import type { CallParams, RawParams } from './params.ts'

/** One operation, whether it came as an HTTP request of its own or inside a batch. */
export type Operation = {
  readonly method: ServedMethod
  /** Starts with "/", without query. */
  readonly path: string
  readonly params: RawParams
  readonly token: string | undefined
  /** Whether the token came in the query: then `paging` links carry it on, as the SDK's cursor needs. */
  readonly tokenInQuery: boolean
  readonly proof: unknown
  readonly batched: boolean
}

/** Texts and lists out of a query or a form; `a[0]=x` makes a list. */
export function formValues(form: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [key, value] of form) {
    const indexed = /^(\w+)\[\d*\]$/.exec(key)
    if (indexed === null) {
      values[key] = value
      continue
    }
    const name = indexed[1] ?? key
    const known = values[name]
    values[name] = [...(Array.isArray(known) ? known.map(String) : []), value]
  }
  return values
}

/** Protocol parameters that are never an edge's. Source: graph-api 0 (FACT): the last three ended on 2026-10-27. */
const PROTOCOL = new Set(['access_token', 'appsecret_proof', 'pretty', 'debug', 'date_format'])

export type OperationParts = {
  readonly method: ServedMethod
  readonly path: string
  readonly query: URLSearchParams
  readonly body: CallParams
  readonly encoding: RawParams['encoding']
  /** From the Authorization header, or the token of the batch around it. */
  readonly token: string | undefined
  readonly tokenInQuery: boolean
  readonly proof: unknown
  readonly batched: boolean
}

/** Puts query and body together and takes the token out of both. */
export function operationOf(parts: OperationParts): Operation {
  const query = formValues(parts.query)
  const all: CallParams = { ...query, ...parts.body }
  const given = all['access_token']
  const values = Object.fromEntries(Object.entries(all).filter(([key]) => !PROTOCOL.has(key)))
  return {
    method: parts.method,
    path: parts.path,
    params: { values, encoding: parts.encoding },
    token: typeof given === 'string' && given !== '' ? given : parts.token,
    tokenInQuery: typeof query['access_token'] === 'string' || (given === undefined && parts.tokenInQuery),
    proof: all['appsecret_proof'] ?? parts.proof,
    batched: parts.batched,
  }
}
