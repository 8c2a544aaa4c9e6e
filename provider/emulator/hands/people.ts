import { acceptInvitation, dropMember, invite as inviteTo, isLastAdmin, putMember } from '../world/members.ts'
import type { World, WorldPerson } from '../world/world.ts'
import { businessOf, found, HandRefused, memberOf } from './look-up.ts'
import type { HandOf } from './schema.ts'

/** Returns the id that the person will have. */
export function invite(world: World, { business, email, role, expires }: HandOf<'invite'>): string {
  return inviteTo(world, businessOf(world, business).id, email.toLowerCase(), role, expires)
}

/** Returns the id of the person. */
export function accept(world: World, { invitation, name }: HandOf<'accept_invitation'>): string {
  return acceptInvitation(world, found(world.invitations.get(invitation), `invitation ${invitation}`), name)
    .id
}

export function removePerson(world: World, { user }: HandOf<'remove_person'>): void {
  const member = memberOf(world, user)
  if (isLastAdmin(world, member)) throw new HandRefused(`Cannot remove ${user} as it is the last admin`)
  dropMember(world, member)
}

export function setRole(world: World, { user, role }: HandOf<'set_role'>): void {
  const member = memberOf(world, user)
  if (role !== 'ADMIN' && isLastAdmin(world, member))
    throw new HandRefused(`Cannot lower ${user} as it is the last admin`)
  putMember(world, { ...member, role })
}

export function setTwoFactor(world: World, { business, type }: HandOf<'set_two_factor'>): void {
  world.journal.put(world.businesses, business, { ...businessOf(world, business), two_factor_type: type })
}

export function setSecondFactor(world: World, { user, status }: HandOf<'set_second_factor'>): void {
  putMember(world, { ...personOf(world, user), two_fac_status: status })
}

export function setFinance(world: World, { user, permission }: HandOf<'set_finance'>): void {
  const { finance_permission: _before, ...member } = personOf(world, user)
  putMember(world, permission === undefined ? member : { ...member, finance_permission: permission })
}

function personOf(world: World, user: string): WorldPerson {
  const member = memberOf(world, user)
  if (member.systemUser) throw new HandRefused(`Cannot change ${user} so as it is a system user`)
  return member
}

export function expireToken(world: World, { token: name }: HandOf<'expire_token'>): void {
  const token = found(
    [...world.tokens.values()].find((one) => one.name === name),
    `token "${name}"`,
  )
  world.tokens.set(token.token, { ...token, expires_at: new Date(world.now()).toISOString() })
}
