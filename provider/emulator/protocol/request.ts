import type { GraphFailure } from './failure.ts'
import type { ServedMethod } from './node.ts'
import { methodOf } from './override.ts'
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
  /** Where the caller sees this API behind a proxy, as "https://graph.example"; links start with it. */
  readonly base?: string | undefined
  /** Whether `method` among the parameters replaced the outer method. */
  readonly overridden: boolean
  /** Why it runs under no method at all. */
  readonly refusal?: GraphFailure
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

/** Protocol parameters, which no edge takes. Source: graph-api 0 (FACT): pretty, debug and date_format ended. */
const PROTOCOL = new Set(['access_token', 'appsecret_proof', 'pretty', 'debug', 'date_format', 'method'])

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
  readonly base?: string | undefined
}

/** Joins query and body, and removes the token from both. */
export function operationOf(parts: OperationParts): Operation {
  const query = formValues(parts.query)
  const all: CallParams = { ...query, ...parts.body }
  const given = all['access_token']
  const values = Object.fromEntries(Object.entries(all).filter(([key]) => !PROTOCOL.has(key)))
  const method = methodOf(parts.method, all)
  const refused = typeof method !== 'string'
  return {
    method: refused ? parts.method : method,
    overridden: !refused && method !== parts.method,
    ...(refused ? { refusal: method } : {}),
    path: parts.path,
    params: { values, encoding: parts.encoding },
    token: typeof given === 'string' && given !== '' ? given : parts.token,
    tokenInQuery: typeof query['access_token'] === 'string' || (given === undefined && parts.tokenInQuery),
    proof: all['appsecret_proof'] ?? parts.proof,
    batched: parts.batched,
    base: parts.base,
  }
}
