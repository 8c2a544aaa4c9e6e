import { createHash } from 'node:crypto'
import { putMember } from '../world/members.ts'
import type { World } from '../world/world.ts'
import { assign } from './access.ts'
import { businessOf } from './look-up.ts'
import type { HandOf } from './schema.ts'

/** How long a code is valid, in milliseconds. Source: graph-api 4.8 (FACT). */
const CODE_LASTS = 30_000

/**
 * A client's admin logs in for the app (graph-api 4.8, FACT): the app has a system user there, with the chosen assets.
 * Returns the code. The system user is an employee (INFERENCE).
 */
export function connect(world: World, { business, scopes, assets, sixty_days }: HandOf<'connect'>): string {
  const holder = world.newId()
  putMember(world, {
    systemUser: true,
    id: holder,
    business: businessOf(world, business).id,
    name: `${world.app.name} integration`,
    role: 'EMPLOYEE',
  })
  for (const { asset, tasks } of assets) assign(world, { do: 'assign', asset, user: holder, tasks })
  const code = `AQ${createHash('sha256').update(`code for ${holder}`).digest('base64url')}`
  world.codes.set(code, { holder, scopes, until: world.now() + CODE_LASTS, days60: sixty_days, used: false })
  return code
}
