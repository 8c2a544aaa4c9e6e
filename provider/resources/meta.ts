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
 * Reads tokens from the environment at call time, so no resource ever contains one. Loads Meta's SDK with the first
 * client: a read without differences never needs it.
 */
export function metaFrom(env: GraphEnv): Meta {
  const connections = () => import('./connections.ts')
  return {
    agency: async (access) => (await connections()).agencyApi(env, access),
    client: async (slug, access) => (await connections()).clientApi(env, slug, access),
    asset: async (id, holder) => (await connections()).assetApi(env, id, holder),
  }
}
