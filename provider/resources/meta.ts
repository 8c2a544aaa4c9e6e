import type { GraphApi } from '../graph/api.ts'
import {
  AGENCY_TOKEN,
  clientTokenVariable,
  connect,
  connectWith,
  type Access,
  type GraphEnv,
} from '../graph/connect.ts'
import { GraphError } from '../graph/graph-error.ts'

/** The Graph API clients of one provider process, each made when first needed. */
export type Meta = {
  readonly agency: (access: Access) => GraphApi
  readonly client: (slug: string, access: Access) => GraphApi
  /** A client on a Page's own token, which Meta gives to whoever has a task on the Page (graph-api 1.4). */
  readonly page: (id: string, holder: GraphApi) => Promise<GraphApi>
}

/** Tokens are taken from the environment at call time, so that none is ever part of a resource. */
export function metaFrom(env: GraphEnv): Meta {
  return {
    agency: (access) => connect(env, AGENCY_TOKEN, access) ?? missing(AGENCY_TOKEN),
    client: (slug, access) => {
      const variable = clientTokenVariable(env, slug)
      return connect(env, variable, access) ?? missing(variable)
    },
    page: async (id, holder) => {
      const page = (await holder.call('GET', [id], { fields: 'access_token' })) as { access_token?: unknown }
      if (typeof page.access_token !== 'string') throw noPageToken(id)
      return connectWith(env, page.access_token, 'write')
    },
  }
}

function missing(variable: string): never {
  const message = `there is no token in ${variable}`
  throw new GraphError({
    method: 'GET',
    path: 'me',
    status: 0,
    kind: 'token',
    code: 104,
    subcode: undefined,
    message,
  })
}

function noPageToken(id: string): GraphError {
  const message = 'Meta gives no access token of the Page to the holder of our token'
  return new GraphError({
    method: 'GET',
    path: id,
    status: 200,
    kind: 'page-token',
    code: 190,
    subcode: undefined,
    message,
  })
}
