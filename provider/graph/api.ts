import sdk from 'facebook-nodejs-business-sdk'
import { errorWithoutCode } from './envelope.ts'
import { isRepeatable } from './repeatable.ts'
import type { HttpMethod, Transport } from './transport.ts'

/**
 * The Graph API version we speak. Source: graph-api 0: v27.0 is current (FACT); v26.0 while no spec of v27 is out
 * (INFERENCE).
 */
export const GRAPH_VERSION = 'v26.0'
const VERSION_WARNING = 'x-ad-api-version-warning'
export const META_GRAPH_URL = 'https://graph.facebook.com'

/**
 * Meta's SDK with its transport replaced: Meta's node classes, edges, fields and enums, our requests. It changes what
 * graph-api 5 lists: the token in the query, the version v24.0, no time-out, no retry, the crash reporter, and the
 * node's own `id` that `createEdge` and `deleteEdge` add to the parameters.
 */
export class GraphApi extends sdk.FacebookAdsApi {
  readonly #transport: Transport
  readonly #baseUrl: string
  #requests = 0
  #versionWarning: string | undefined

  constructor(transport: Transport, baseUrl: string = META_GRAPH_URL) {
    super('held by the transport', 'en_US', false)
    this.#transport = transport
    this.#baseUrl = baseUrl
  }

  /** Requests sent so far; each operation of a batch counts, a retry does not. */
  get requests(): number {
    return this.#requests
  }

  /**
   * What Meta said of our version, if it answered by another one than we asked for. Source: graph-api 0 (FACT, the
   * header); that the answer of a batch has it for its operations is INFERENCE.
   */
  get versionWarning(): string | undefined {
    return this.#versionWarning
  }

  override async call(
    method: string,
    path: string | readonly string[] | string[],
    params: Readonly<Record<string, unknown>> = {},
  ): Promise<never> {
    const batch: unknown = params['batch']
    this.#requests += Array.isArray(batch) ? batch.length : 1
    const target =
      typeof path === 'string'
        ? this.#followed(path)
        : { path: joined(path), params: withoutId(path, params) }
    const repeatable = isRepeatable(method as HttpMethod, target.path) ? { repeatable: true as const } : {}
    const answer = await this.#transport({ method: method as HttpMethod, ...target, ...repeatable })
    this.#versionWarning ??= answer.headers.get(VERSION_WARNING) ?? undefined
    return answer.body as never
  }

  /** Follows a `paging.next` only within the API we were given: no other host gets our token. */
  #followed(link: string): { path: string; params: Record<string, unknown> } {
    const base = new URL(`${this.#baseUrl}/`)
    const url = URL.parse(link)
    if (url === null || url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
      const asked = { method: 'GET', path: url?.pathname.slice(1) ?? 'link', status: 200 }
      throw errorWithoutCode(asked, 'refused', `a page link that leaves ${this.#baseUrl}`)
    }
    // The transport adds the caller's credentials.
    url.searchParams.delete('access_token')
    url.searchParams.delete('appsecret_proof')
    return { path: url.pathname.slice(base.pathname.length), params: Object.fromEntries(url.searchParams) }
  }
}

function joined(path: readonly string[]): string {
  return [GRAPH_VERSION, ...path].filter((part) => part !== '').join('/')
}

function withoutId(
  path: readonly string[],
  params: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { id, ...rest } = params
  return id === undefined || id === path[0] ? rest : { id, ...rest }
}
