import { SCOPES } from '../estate/scopes.ts'
import { businessNode } from '../nodes/business.ts'
import { edgesOf, type Call, type EdgeAnswer, type ScopeNeed, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { flag, list, text } from '../protocol/param-values.ts'
import { isAdmin } from '../rules/standing.ts'
import { issueToken, SIXTY_DAYS } from '../world/issue-token.ts'
import type { WorldBusiness, WorldToken } from '../world/world.ts'

/** Source: graph-api 4.8 (FACT: code and words). */
const MANAGEMENT: ScopeNeed = { anyOf: ['business_management'], refusal: FAILURES.insufficient }

/** The token that a client's integration gave, once more. Source: graph-api 4.8 (FACT). */
export const systemUserTokenEdges: readonly ServedEdge[] = edgesOf(businessNode, [
  {
    method: 'POST',
    edge: 'system_user_access_tokens',
    params: {
      asset: { type: 'list' },
      fetch_only: { type: 'bool' },
      scope: { type: 'list' },
      set_token_expires_in_60_days: { type: 'bool' },
      system_user_id: { type: 'int' },
    },
    scopes: [MANAGEMENT],
    sdk: 'Business.createSystemUserAccessToken',
    run: fetchToken,
  },
])

/**
 * For the app's own side: an admin of a Business that claimed the app, or the integration itself (INFERENCE).
 * `fetch_only` answers the token that is there; else a new one, with the permissions in `scope` or as before. That
 * `asset` adds no access here is INFERENCE: only the client chooses assets.
 */
function fetchToken(call: Call<WorldBusiness>): EdgeAnswer {
  const { world, record, caller, params, now } = call
  const wanted = text(params, 'system_user_id')
  const found = [...world.tokens.values()].find(
    ({ holder, client_integration, revoked }) =>
      client_integration &&
      !revoked &&
      world.members.get(holder)?.business === record.id &&
      (wanted === '' || holder === wanted),
  )
  const isOurs = world.app.claimed_by.includes(caller.member?.business ?? '') && isAdmin(caller.member)
  if (found === undefined || !(isOurs || caller.member?.id === found.holder)) throw FAILURES.insufficient()
  if (flag(params, 'fetch_only')) return { value: { access_token: found.token } }
  const scopes = scopesFrom(list(params, 'scope'), found)
  const expiresAt = flag(params, 'set_token_expires_in_60_days') ? now + SIXTY_DAYS : undefined
  return { value: { access_token: issueToken(world, 'system user', { ...found, scopes }, expiresAt) } }
}

/** Throws 3962 for a name that is no permission, and 200 for one that the client did not give (INFERENCE). */
function scopesFrom(wanted: readonly string[] | undefined, { scopes }: WorldToken): string[] {
  if (wanted === undefined) return [...scopes]
  const unknown = wanted.find((one) => !SCOPES.includes(one))
  if (unknown !== undefined) throw FAILURES.wrongPermission(unknown)
  const beyond = wanted.find((one) => !scopes.includes(one))
  if (beyond !== undefined) throw FAILURES.needsPermission(beyond)
  return [...wanted]
}
