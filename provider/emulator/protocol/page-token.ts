import { createHash } from 'node:crypto'
import type { World } from '../world/world.ts'
import type { Caller } from './caller.ts'

/**
 * The Page token of a caller; the same each time. It ends with the token that it was made from (FACT, graph-api 4.7).
 */
export function pageTokenFor(world: World, caller: Caller, page: string): string {
  if (caller.page !== undefined) return caller.token
  const digest = createHash('sha256').update(`${caller.token} on ${page}`).digest('base64url')
  const token = `EAAP${digest.replaceAll(/[-_]/g, 'x')}`
  world.pageTokens.set(token, { page, parent: caller.token })
  return token
}
