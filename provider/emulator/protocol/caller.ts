import { createHmac } from 'node:crypto'
import type { WorldMember, WorldToken, World } from '../world/world.ts'
import { GraphFailure } from './failure.ts'
import { FAILURES } from './failures.ts'

/** The caller. `member` holds the token; of a Page token, the token it was made from. */
export type Caller = {
  readonly kind: 'user' | 'system_user' | 'page' | 'app'
  readonly member: WorldMember | undefined
  /** The Page of a Page token. */
  readonly page: string | undefined
  readonly scopes: ReadonlySet<string>
  readonly token: string
}

/** The caller with a token. Throws 104 without one, 190/467 for a wrong one and 190/463 for an expired one. */
export function authenticate(world: World, token: string | undefined, proof: unknown): Caller {
  if (token === undefined || token === '') {
    throw new GraphFailure({ code: 104, message: 'An access token is required to request this resource.' })
  }
  checkProof(world, token, proof)
  if (token === appToken(world))
    return { kind: 'app', member: undefined, page: undefined, scopes: new Set(), token }
  const pageToken = world.pageTokens.get(token)
  const known = world.tokens.get(pageToken?.parent ?? token)
  const member = known === undefined ? undefined : world.members.get(known.holder)
  if (known === undefined || member === undefined || known.revoked) throw FAILURES.sessionInvalid()
  if (isExpired(known, world.now())) {
    throw new GraphFailure({
      code: 190,
      subcode: 463,
      message: 'Error validating access token: Session has expired.',
    })
  }
  const kind = pageToken !== undefined ? 'page' : member.systemUser ? 'system_user' : 'user'
  return { kind, member, page: pageToken?.page, scopes: new Set(known.scopes), token }
}

/** Who calls an edge that takes no token: nobody, with no permission. */
export const NOBODY: Caller = {
  kind: 'app',
  member: undefined,
  page: undefined,
  scopes: new Set(),
  token: '',
}

/** The app's own token. Source: graph-api 4.7 (FACT, `id|secret`). */
export function appToken({ app }: World): string {
  return `${app.id}|${app.secret}`
}

export function isExpired({ expires_at }: WorldToken, now: number): boolean {
  return expires_at !== undefined && Date.parse(expires_at) <= now
}

/** The kind of token and its Business: "system_user:9001". */
export function sideOf({ kind, member }: Caller): string {
  return member === undefined ? kind : `${kind}:${member.business}`
}

/** HMAC-SHA256, hex, keyed by the app's secret. Source: graph-api 4.7 (FACT), texts graph-api 4.3 (LIVE-CLAIM). */
function checkProof({ app }: World, token: string, proof: unknown): void {
  const refuse = (message: string) => new GraphFailure({ code: 100, type: 'GraphMethodException', message })
  if (proof === undefined) {
    if (app.require_proof) throw refuse('API calls from the server require an appsecret_proof argument')
    return
  }
  if (proof !== createHmac('sha256', app.secret).update(token).digest('hex')) {
    throw refuse('Invalid appsecret_proof provided in the API argument')
  }
}
