import type { ServedMethod } from './node.ts'
import type { CallParams, RawParams } from './params.ts'

/** One operation: an HTTP request of its own, or part of a batch. */
export type Operation = {
  readonly method: ServedMethod
  /** Starts with "/", without query. */
  readonly path: string
  readonly params: RawParams
  readonly token: string | undefined
  /** Whether the query had the token: `paging` links then repeat it, as the SDK's cursor needs. */
  readonly tokenInQuery: boolean
  readonly proof: unknown
  readonly batched: boolean
}

/** Texts and lists from a query or a form; `a[0]=x` makes a list. */
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

/** Protocol parameters, which no edge takes. Source: graph-api 0 (FACT): the last three ended on 2026-10-27. */
const PROTOCOL = new Set(['access_token', 'appsecret_proof', 'pretty', 'debug', 'date_format'])

export type OperationParts = {
  readonly method: ServedMethod
  readonly path: string
  readonly query: URLSearchParams
  readonly body: CallParams
  readonly encoding: RawParams['encoding']
  /** From the Authorization header, or the batch's token. */
  readonly token: string | undefined
  readonly tokenInQuery: boolean
  readonly proof: unknown
  readonly batched: boolean
}

/** Joins query and body, and removes the token from both. */
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
