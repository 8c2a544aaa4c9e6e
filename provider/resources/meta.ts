import type { GraphApi } from '../graph/api.ts'
import type { AccessMode, GraphEnv } from '../graph/connect.ts'

/** The Graph API clients of one provider process, each made on first use. */
export type Meta = {
  readonly agency: (access: AccessMode) => Promise<GraphApi>
  readonly client: (slug: string, access: AccessMode) => Promise<GraphApi>
  /** A client on an asset's own token, which Meta gives to whoever has a task on it (INFERENCE, graph-api 1.4). */
  readonly asset: (id: string, holder: GraphApi) => Promise<GraphApi>
}

/**
 * Reads tokens from the environment at call time, so no resource ever contains one; `env` gives it. Loads Meta's SDK
 * with the first client: a read without differences never needs it.
 */
export function metaFrom(env: () => Promise<GraphEnv>): Meta {
  const connections = () => import('./connections.ts')
  return {
    agency: async (access) => (await connections()).agencyApi(await env(), access),
    client: async (slug, access) => (await connections()).clientApi(await env(), slug, access),
    asset: async (id, holder) => (await connections()).assetApi(await env(), id, holder),
  }
}
