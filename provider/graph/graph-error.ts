import { kindOf, type ErrorKind } from './error-kinds.ts'

export type GraphErrorFacts = {
  readonly kind: ErrorKind
  readonly code: number
  readonly subcode: number | undefined
  readonly status: number
  readonly method: string
  /** The path only: never a query, which may hold a token. */
  readonly path: string
  readonly message: string
  readonly traceId?: string
  /** How long Meta says to wait; only with `throttled`, and only when its header tells. */
  readonly waitMinutes?: number
}

/** The one error that the Graph client throws. It is built from texts without token, and holds no request. */
export class GraphError extends Error {
  readonly facts: GraphErrorFacts

  constructor(facts: GraphErrorFacts) {
    super(`${facts.method} ${facts.path}: ${facts.message} (code ${facts.code}/${facts.subcode ?? 0})`)
    this.name = 'GraphError'
    this.facts = facts
  }

  get kind(): ErrorKind {
    return this.facts.kind
  }
}

/** Reads Meta's error envelope out of a body, whatever the HTTP status (errors come inside 200 too: graph-api 4.1). */
export function errorIn(
  body: unknown,
  request: { method: string; path: string; status: number },
): GraphError | undefined {
  const error = fieldOf(body, 'error')
  if (error === null || typeof error !== 'object') return undefined
  const code = Number(fieldOf(error, 'code') ?? 0)
  const rawSubcode = fieldOf(error, 'error_subcode')
  const subcode = rawSubcode === undefined ? undefined : Number(rawSubcode)
  const message = withoutTokens(textOf(fieldOf(error, 'message')) ?? 'no message')
  const traceId = textOf(fieldOf(error, 'fbtrace_id'))
  const kind = kindOf(code, subcode, message)
  return new GraphError({
    ...request,
    kind,
    code,
    subcode,
    message,
    ...(traceId === undefined ? {} : { traceId }),
  })
}

/** Meta quotes what it was sent; a token among it must not travel on. Source: token shapes of graph-api 4.7. */
export function withoutTokens(text: string): string {
  return text
    .replace(/\bEA[A-Za-z0-9_-]{16,}/g, '[token]')
    .replace(/((?:access_token|input_token|appsecret_proof)["']?\s*[=:]\s*["']?)[^\s&"']+/gi, '$1[token]')
    .replace(/\b\d{6,}\|[A-Za-z0-9_-]{16,}/g, '[token]')
}

function fieldOf(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
