import type { Call, EdgeAnswer, EdgeSpec } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { appToken, isExpired } from '../protocol/caller.ts'
import { flag, text } from '../protocol/param-values.ts'
import type { ParamSpec } from '../protocol/params.ts'
import { issueToken, SIXTY_DAYS } from '../world/issue-token.ts'
import { REQUIRED_TEXT } from './specs.ts'

type RootCall = Call<'root'>

const TEXT: ParamSpec = { type: 'string' }
const APP = { client_id: REQUIRED_TEXT, client_secret: REQUIRED_TEXT }

/** Tokens for codes and tokens for tokens; the app's id and secret prove the call. Source: graph-api 4.8 (FACT). */
export const oauthEdges: readonly EdgeSpec<'root'>[] = (['GET', 'POST'] as const).flatMap((method) => [
  {
    method,
    edge: 'oauth/access_token',
    params: {
      ...APP,
      code: TEXT,
      redirect_uri: TEXT,
      grant_type: TEXT,
      fb_exchange_token: TEXT,
      set_token_expires_in_60_days: { type: 'bool' },
    },
    scopes: [],
    anonymous: true,
    reason: 'no node of the SDK has it',
    run: accessToken,
  },
])

export const revokeEdges: readonly EdgeSpec<'root'>[] = [
  {
    method: 'GET',
    edge: 'oauth/revoke',
    params: { ...APP, revoke_token: REQUIRED_TEXT },
    scopes: [],
    reason: 'no node of the SDK has it',
    run: revoke,
  },
]

function requireApp({ world, params }: RootCall): void {
  const given = `${text(params, 'client_id')}|${text(params, 'client_secret')}`
  if (given !== appToken(world)) throw FAILURES.wrongSecret()
}

function accessToken(call: RootCall): EdgeAnswer {
  requireApp(call)
  const type = text(call.params, 'grant_type', 'authorization_code')
  if (type === 'fb_exchange_token') return exchange(call)
  // BACKGROUND: the app's own token.
  if (type === 'client_credentials') return answered(appToken(call.world), undefined)
  if (type !== 'authorization_code') throw FAILURES.invalid('Unsupported grant_type')
  return fromCode(call)
}

/** A code gives one token, within 30 seconds (FACT, graph-api 4.8); that it gives only one is BACKGROUND. */
function fromCode({ world, params, now }: RootCall): EdgeAnswer {
  const value = text(params, 'code')
  if (value === '') throw FAILURES.required('code')
  const code = world.codes.get(value)
  if (code === undefined) throw FAILURES.invalid('Invalid verification code format.')
  if (code.used) throw FAILURES.codeUsed()
  if (code.until <= now) throw FAILURES.codeExpired()
  world.codes.set(value, { ...code, used: true })
  const holder = { holder: code.holder, scopes: [...code.scopes], client_integration: true }
  const expiresAt = code.days60 ? now + SIXTY_DAYS : undefined
  return answered(issueToken(world, 'code', holder, expiresAt), code.days60 ? SIXTY_DAYS : undefined)
}

/**
 * Renews a token that has not ended: 60 days for a person's, and for a system user's that asks for it (FACT,
 * graph-api 4.8); without asking, a system user's token does not end (INFERENCE). The old token stays valid
 * (BACKGROUND).
 */
function exchange({ world, params, now }: RootCall): EdgeAnswer {
  const value = text(params, 'fb_exchange_token')
  if (value === '') throw FAILURES.required('fb_exchange_token')
  const token = world.tokens.get(value)
  const member = token === undefined ? undefined : world.members.get(token.holder)
  if (token === undefined || member === undefined || token.revoked || isExpired(token, now))
    throw FAILURES.sessionInvalid()
  const ends = !member.systemUser || flag(params, 'set_token_expires_in_60_days')
  const made = issueToken(world, 'exchange', token, ends ? now + SIXTY_DAYS : undefined)
  return answered(made, ends ? SIXTY_DAYS : undefined)
}

/** The parameter's name is BACKGROUND; the edge FACT (graph-api 4.8). Page tokens made from it end with it. */
function revoke(call: RootCall): EdgeAnswer {
  requireApp(call)
  const { world, params } = call
  const token = world.tokens.get(text(params, 'revoke_token'))
  if (token === undefined) throw FAILURES.sessionInvalid()
  world.tokens.set(token.token, { ...token, revoked: true })
  return { value: { success: true } }
}

function answered(token: string, lastsMs: number | undefined): EdgeAnswer {
  const end = lastsMs === undefined ? {} : { expires_in: Math.floor(lastsMs / 1000) }
  return { value: { access_token: token, token_type: 'bearer', ...end } }
}
