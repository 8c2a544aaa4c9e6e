import { GRAPH_VERSION, META_GRAPH_URL } from '../../provider/graph/api.ts'

/** One answer of the Graph API, with an error as data. `code` is "100/33", "190" or "ok". */
export type RawAnswer = {
  readonly status: number
  readonly code: string
  readonly body: unknown
  /** Whether Meta says that the version was upgraded. Source: graph-api 0 (FACT). */
  readonly isUpgraded: boolean
}

export type AskGraph = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  params?: Readonly<Record<string, string>>,
) => Promise<RawAnswer>

/** Where the token may go: Meta, or an emulator on this machine; undefined for any other address. */
export function graphUrl(given = META_GRAPH_URL): string | undefined {
  if (!URL.canParse(given)) return undefined
  const { protocol, hostname, origin } = new URL(given)
  const isLocal = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return origin === META_GRAPH_URL || isLocal ? origin : undefined
}

/** Thrown when a call got no answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Asks without a retry: the first answer is the observation. The token goes in the header. */
export function askWith(url: string, token: string): AskGraph {
  return async (method, path, params = {}) => {
    const query = new URLSearchParams(params).toString()
    const inBody = method === 'POST'
    const target = `${url}/${GRAPH_VERSION}/${path}${inBody || query === '' ? '' : `?${query}`}`
    const { response, text } = await textOf(target, {
      method,
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(60_000),
      ...(inBody ? { body: new URLSearchParams(params) } : {}),
    })
    const body = parsed(text)
    return {
      status: response.status,
      code: codeIn(body),
      body,
      isUpgraded: response.headers.has('x-ad-api-version-warning'),
    }
  }
}

async function textOf(url: string, init: RequestInit) {
  try {
    const response = await fetch(url, init)
    return { response, text: await response.text() }
  } catch {
    // The cause may name the address with its parameters.
    throw new NoAnswer('Cannot reach Meta')
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function codeIn(body: unknown): string {
  if (body === undefined) return 'no JSON'
  const error = fieldOf(body, 'error')
  if (error === undefined) return 'ok'
  const [code, subcode] = [fieldOf(error, 'code'), fieldOf(error, 'error_subcode')]
  return [code, subcode].filter((part) => typeof part === 'number').join('/')
}

export function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (Reflect.get(value, name) as unknown) : undefined
}

/** The rows of a list; none for anything else. */
export function rowsOf({ body }: Pick<RawAnswer, 'body'>): readonly unknown[] {
  const data = fieldOf(body, 'data')
  return Array.isArray(data) ? data : []
}
