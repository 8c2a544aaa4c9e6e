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

/** Our own side. Throws a GraphError of kind "token" where there is no token, as Meta would. */
export function agencyApi(env: GraphEnv, access: Access): GraphApi {
  return connect(env, AGENCY_TOKEN, access) ?? missing(AGENCY_TOKEN)
}

/** The client's side, on the client's own token. */
export function clientApi(env: GraphEnv, slug: string, access: Access): GraphApi {
  const variable = clientTokenVariable(env, slug)
  return connect(env, variable, access) ?? missing(variable)
}

/** The Page itself, on the token that Meta gives to the holder of another one. */
export async function pageApi(env: GraphEnv, id: string, holder: GraphApi): Promise<GraphApi> {
  const page = (await holder.call('GET', [id], { fields: 'access_token' })) as { access_token?: unknown }
  if (typeof page.access_token !== 'string') throw noPageToken(id)
  return connectWith(env, page.access_token, 'write')
}

function missing(variable: string): never {
  const message = `${variable} has no token`
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
  const message = 'Meta gives our token no access token of the Page'
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
