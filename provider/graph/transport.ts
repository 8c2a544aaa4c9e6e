import { createHmac } from 'node:crypto'
import { bodyOf } from './body.ts'
import { errorIn, errorWithoutCode } from './envelope.ts'
import { GraphError } from './graph-error.ts'
import { waitMinutesIn } from './usage.ts'

export type HttpMethod = 'GET' | 'POST' | 'DELETE'

/** `path` starts with the version ("v26.0/act_1/agencies"); parameters that are objects are sent as JSON. */
export type GraphRequest = {
  readonly method: HttpMethod
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
  /**
   * Of a write: whether a second one leaves what the first left. Without it, a write whose answer is lost is not
   * repeated.
   */
  readonly repeatable?: true
}

export type GraphAnswer = { readonly body: unknown; readonly status: number; readonly headers: Headers }

/** Sends one request and returns an answer without an error; throws GraphError otherwise. */
export type Transport = (request: GraphRequest) => Promise<GraphAnswer>

export type Connection = {
  readonly baseUrl: string
  readonly token: string
  readonly appSecret?: string | undefined
  /** Milliseconds for one request with its body. */
  readonly timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 30_000

/** A shorter text is no token, and may be a word of the answer. */
const SHORTEST_TOKEN = 16

/**
 * HTTP with the token only in the Authorization header, so no log, error or `paging.next` can hold it. Source:
 * graph-api 4.7 (FACT: Bearer; `appsecret_proof` = HMAC-SHA256 of the token with the app's secret, hex).
 */
export function httpTransport({
  baseUrl,
  token,
  appSecret,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: Connection): Transport {
  const proof = appSecret === undefined ? {} : { appsecret_proof: proofOf(token, appSecret) }
  return async (request) => {
    // A header cannot hold such a text, and Node's error would quote it.
    if (!/^[\x21-\x7e]+$/.test(token))
      throw errorWithoutCode(
        { ...request, status: 0 },
        'token',
        'the token contains a character that no token of Meta contains',
      )
    try {
      const response = await fetch(urlOf(baseUrl, request, proof), {
        ...contentOf(request, proof, token),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      })
      return answerIn(request, response, hidden(await bodyOf(response), token))
    } catch (error) {
      if (error instanceof GraphError) throw error
      throw errorWithoutCode({ ...request, status: 0 }, 'unreachable', hidden(reasonOf(error), token))
    }
  }
}

type Proof = { readonly appsecret_proof?: string }

function urlOf(baseUrl: string, { method, path, params }: GraphRequest, proof: Proof): string {
  const query = method === 'POST' ? '' : queryOf({ ...params, ...proof })
  return `${baseUrl}/${path}${query === '' ? '' : `?${query}`}`
}

function contentOf({ method, params }: GraphRequest, proof: Proof, token: string): RequestInit {
  const authorization = `Bearer ${token}`
  if (method !== 'POST') return { method, headers: { authorization } }
  const headers = { authorization, 'content-type': 'application/json' }
  return { method, headers, body: JSON.stringify({ ...params, ...proof }) }
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

/** An answer that is no JSON object comes from something between us and Meta: the result of a write is unknown. */
function answerIn({ method, path }: GraphRequest, response: Response, text: string): GraphAnswer {
  const { status, headers } = response
  const body = parseBody(text)
  const asked = { method, path, status }
  const error = errorIn(body, asked)
  if (error !== undefined) throw withWait(error, headers)
  if (response.ok && body !== null && typeof body === 'object') return { body, status, headers }
  throw errorWithoutCode(asked, 'unreachable', `HTTP ${status}, with an answer that is not Meta's`)
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function withWait(error: GraphError, headers: Headers): GraphError {
  const waitMinutes = error.kind === 'throttled' ? waitMinutesIn(headers) : undefined
  return waitMinutes === undefined ? error : new GraphError({ ...error.facts, waitMinutes })
}

/** Meta quotes a token in links and errors, so our own, whatever its form, is removed before anybody sees the answer. */
function hidden(text: string, token: string): string {
  return token.length < SHORTEST_TOKEN ? text : text.replaceAll(token, '[token]')
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer in time'
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error
  if (!(cause instanceof Error)) return 'no answer'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
