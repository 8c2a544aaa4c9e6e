import type { GraphApi } from '../graph/api.ts'
import type { AccessMode, GraphEnv } from '../graph/connect.ts'

/** The Graph API clients of one provider process, each made when first needed. */
export type Meta = {
  readonly agency: (access: AccessMode) => Promise<GraphApi>
  readonly client: (slug: string, access: AccessMode) => Promise<GraphApi>
  /** A client on an asset's own token, which Meta gives to whoever has a task on it (graph-api 1.4). */
  readonly asset: (id: string, holder: GraphApi) => Promise<GraphApi>
}

/**
 * Tokens are taken from the environment at call time, so that none is ever part of a resource.
 * Meta's SDK is loaded with the first client: a look that finds nothing to do never needs it.
 */
export function metaFrom(env: GraphEnv): Meta {
  const connections = () => import('./connections.ts')
  return {
    agency: async (access) => (await connections()).agencyApi(env, access),
    client: async (slug, access) => (await connections()).clientApi(env, slug, access),
    asset: async (id, holder) => (await connections()).assetApi(env, id, holder),
  }
}
