import { oauthEdges, revokeEdges } from './oauth.ts'
import { appToken, isExpired } from '../protocol/caller.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { NodeType } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'

/** The root: paths directly below the version. */
export const rootNode: NodeType<'root'> = {
  name: 'root',
  label: 'Graph',
  id: () => '',
  standard: [],
  fields: {},
}

export const rootEdges: readonly ServedEdge[] = edgesOf(rootNode, [
  {
    method: 'GET',
    edge: 'debug_token',
    params: { input_token: { type: 'string', required: true } },
    scopes: [],
    reason: 'no node of the SDK has it',
    run: debugToken,
  },
  ...oauthEdges,
  ...revokeEdges,
])

/**
 * Source: graph-api 4.7 (FACT): asked with the app's token. That a business-integration token needs it is BACKGROUND,
 * that any other may look at itself INFERENCE.
 */
function debugToken(call: Call<'root'>): EdgeAnswer {
  const { world, caller, params, now } = call
  const value = text(params, 'input_token')
  const page = world.pageTokens.get(value)
  const token = world.tokens.get(page?.parent ?? value)
  const own = caller.token === value && token?.client_integration !== true
  if (caller.token !== appToken(world) && !own) {
    throw FAILURES.invalid(
      'You must provide an app access token, or a user access token that is an owner or developer of the app',
    )
  }
  const member = token === undefined ? undefined : world.members.get(token.holder)
  if (token === undefined || member === undefined) {
    return {
      value: {
        data: {
          is_valid: false,
          scopes: [],
          error: { code: 190, message: 'Invalid OAuth access token.', subcode: 467 },
        },
      },
    }
  }
  const expired = isExpired(token, now)
  return {
    value: {
      data: {
        app_id: world.app.id,
        application: world.app.name,
        type: page !== undefined ? 'PAGE' : member.systemUser ? 'SYSTEM_USER' : 'USER',
        expires_at: token.expires_at === undefined ? 0 : Math.floor(Date.parse(token.expires_at) / 1000),
        data_access_expires_at: 0,
        is_valid: !expired && !token.revoked,
        scopes: token.scopes,
        granular_scopes: token.scopes.map((scope) => ({ scope })),
        user_id: member.id,
        ...(page === undefined ? {} : { profile_id: page.page }),
        ...(expired ? { error: { code: 190, message: 'Session has expired.', subcode: 463 } } : {}),
      },
    },
  }
}
