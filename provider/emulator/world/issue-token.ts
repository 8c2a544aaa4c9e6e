import { createHash } from 'node:crypto'
import type { WorldToken, World } from './world.ts'

/** A token of 60 days is what Meta makes beside those that never end (FACT, graph-api 4.8). */
export const SIXTY_DAYS = 60 * 24 * 60 * 60 * 1000

/** Makes a token for a holder; `from` names where it comes from ("code", "exchange"). `expiresAt` in milliseconds. */
export function issueToken(
  world: World,
  from: string,
  { holder, scopes, client_integration }: Pick<WorldToken, 'holder' | 'scopes' | 'client_integration'>,
  expiresAt: number | undefined,
): string {
  const name = `${from} ${world.newId()}`
  const digest = createHash('sha256').update(`issued token ${name}`).digest('base64url')
  const token = `EAA${digest.replaceAll(/[-_]/g, 'x')}`
  world.tokens.set(token, {
    name,
    token,
    written: true,
    holder,
    scopes,
    revoked: false,
    client_integration,
    ...(expiresAt === undefined ? {} : { expires_at: new Date(expiresAt).toISOString() }),
  })
  return token
}
