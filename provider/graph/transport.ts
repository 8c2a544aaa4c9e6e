import { createHmac } from 'node:crypto'
import { errorIn, GraphError, withoutTokens } from './graph-error.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

/** `path` starts with the version ("v26.0/act_1/agencies"); parameters that are objects are sent as JSON. */
export type GraphRequest = {
  readonly method: Method
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
}

export type GraphAnswer = { readonly body: unknown; readonly status: number; readonly headers: Headers }

/** Sends one request and answers with a body that holds no error; anything else is thrown as a GraphError. */
export type Transport = (request: GraphRequest) => Promise<GraphAnswer>

export type Connection = {
  readonly baseUrl: string
  readonly token: string
  readonly appSecret?: string | undefined
  /** Milliseconds for one request, the body included. */
  readonly timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 30_000

/**
 * HTTP with the token in the Authorization header and nowhere else, so that no log, error or `paging.next` can hold it.
 * Source: graph-api 4.7 (Bearer; `appsecret_proof` = HMAC-SHA256 of the token with the app's secret, hex).
 */
export function httpTransport({
  baseUrl,
  token,
  appSecret,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: Connection): Transport {
  const proof = appSecret === undefined ? {} : { appsecret_proof: proofOf(token, appSecret) }
  return async ({ method, path, params }) => {
    const sent = { ...params, ...proof }
    const query = method === 'POST' ? '' : queryOf(sent)
    const url = `${baseUrl}/${path}${query === '' ? '' : `?${query}`}`
    const init: RequestInit = {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(sent) } : {}),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    }
    const facts = { method, path }
    try {
      const response = await fetch(url, init)
      const body = parseBody(await response.text())
      const request = { ...facts, status: response.status }
      const error =
        errorIn(body, request) ?? (response.ok && body !== undefined ? undefined : noEnvelope(request))
      if (error !== undefined) throw withWait(error, response.headers)
      return { body, status: response.status, headers: response.headers }
    } catch (error) {
      if (error instanceof GraphError) throw error
      throw new GraphError({
        ...facts,
        kind: 'unreachable',
        code: 0,
        subcode: undefined,
        status: 0,
        message: reasonOf(error),
      })
    }
  }
}

function queryOf(params: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined) query.set(key, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return query.toString()
}

function proofOf(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('hex')
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An answer without Meta's envelope comes from something in between, or from a server in trouble. */
function noEnvelope(request: { method: string; path: string; status: number }): GraphError {
  const message = `HTTP ${request.status} without an answer of Meta's form`
  return new GraphError({ ...request, kind: 'transient', code: 0, subcode: undefined, message })
}

/** Adds what the usage headers say about waiting. Source: graph-api 4.4; minutes; there is no Retry-After. */
function withWait(error: GraphError, headers: Headers): GraphError {
  if (error.kind !== 'throttled') return error
  const usage = headers.get('x-business-use-case-usage') ?? '{}'
  const waits = [...usage.matchAll(/"estimated_time_to_regain_access"\s*:\s*(\d+)/g)].map((match) =>
    Number(match[1]),
  )
  return waits.length === 0 ? error : new GraphError({ ...error.facts, waitMinutes: Math.max(...waits) })
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer in time'
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return withoutTokens(
    cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : 'no answer',
  )
}
