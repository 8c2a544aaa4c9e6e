import type { GraphApi } from '../graph/api.ts'
import {
  AGENCY_TOKEN,
  clientTokenVariable,
  connect,
  connectWith,
  type AccessMode,
  type Around,
  type GraphEnv,
} from '../graph/connect.ts'
import { GraphError } from '../graph/graph-error.ts'
import { withBreaker } from '../graph/with-breaker.ts'
import { withWriteGate } from '../graph/write-gate.ts'
import { breakerOf, mayWriteNow } from './run-of-process.ts'
import { noteProgress } from './run-folder.ts'

/** Our own side. Without a token, throws a GraphError of kind "token", as Meta would. */
export function agencyApi(env: GraphEnv, access: AccessMode): GraphApi {
  return connect(env, AGENCY_TOKEN, access, inRun()) ?? missing(AGENCY_TOKEN)
}

/** The client's side, with the client's own token. */
export function clientApi(env: GraphEnv, slug: string, access: AccessMode): GraphApi {
  const variable = clientTokenVariable(env, slug)
  return connect(env, variable, access, inRun()) ?? missing(variable)
}

/** The asset itself (a Page), with the token that Meta gives to the holder of another token. */
export async function assetApi(env: GraphEnv, id: string, holder: GraphApi): Promise<GraphApi> {
  const page = (await holder.call('GET', [id], { fields: 'access_token' })) as { access_token?: unknown }
  if (typeof page.access_token !== 'string') throw noPageToken(id)
  return connectWith(env, page.access_token, 'write', inRun(), holder)
}

/**
 * Each request is a sign of progress for the limit of engine calls, waits for the circuit breaker of its token, and if
 * it writes needs a run that holds its lock, looked at last.
 */
function inRun(): Around {
  return (transport, token) =>
    withBreaker(
      withWriteGate(async (request) => {
        noteProgress(process.env)
        return transport(request)
      }, mayWriteNow),
      breakerOf(token),
    )
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
