import sdk from 'facebook-nodejs-business-sdk'
import type { Method, Transport } from './transport.ts'

/** The Graph API version we speak. Source: graph-api section 0 (current; usable for two years from 2026-07-29). */
export const GRAPH_VERSION = 'v26.0'
export const META_GRAPH_URL = 'https://graph.facebook.com'

/**
 * Meta's SDK with its transport replaced: node classes, edges, field and enum names are Meta's, the request is ours.
 * Tamed are (graph-api section 5): the token in the query, the version v24.0, no time-out, no retry, the crash reporter,
 * and the node's own `id` that `createEdge` and `deleteEdge` add to the parameters.
 */
export class GraphApi extends sdk.FacebookAdsApi {
  readonly #transport: Transport
  readonly #baseUrl: string
  #requests = 0

  constructor(transport: Transport, baseUrl: string = META_GRAPH_URL) {
    super('held by the transport', 'en_US', false)
    this.#transport = transport
    this.#baseUrl = baseUrl
  }

  /** How many requests were asked for, each operation of a batch counted, retries not. */
  get requests(): number {
    return this.#requests
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
    const answer = await this.#transport({ method: method as Method, ...target })
    return answer.body as never
  }

  /** A `paging.next` is followed only within the API we were given: it would carry the token elsewhere. */
  #followed(url: string): { path: string; params: Record<string, unknown> } {
    const prefix = `${this.#baseUrl}/`
    if (!url.startsWith(prefix))
      throw new TypeError(`Cannot follow a page link as it leaves ${this.#baseUrl}`)
    const { pathname, searchParams } = new URL(url)
    const base = new URL(prefix).pathname
    searchParams.delete('access_token')
    return { path: pathname.slice(base.length), params: Object.fromEntries(searchParams) }
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
