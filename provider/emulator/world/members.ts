import { putAssignment } from './access.ts'
import { leaveGroups } from './put-group.ts'
import { globalId, inner, type WorldInvitation, type WorldMember, type World } from './world.ts'

export function putMember(world: World, member: WorldMember): void {
  const { journal, members, index } = world
  journal.put(members, member.id, member)
  journal.put(inner(index.staff, member.business), member.id, true)
  if (!member.systemUser) journal.put(inner(index.humans, globalId(member)), member.id, true)
}

/** Removes a member from their Business and from every asset, and ends their tokens. */
export function dropMember(world: World, member: WorldMember): void {
  const { journal, members, index } = world
  leaveGroups(world, member.id)
  for (const asset of index.assigned.get(member.id)?.keys() ?? []) putAssignment(world, asset, member.id, [])
  journal.put(members, member.id, undefined)
  journal.put(inner(index.staff, member.business), member.id, undefined)
  if (!member.systemUser) journal.put(inner(index.humans, globalId(member)), member.id, undefined)
  for (const [value, token] of world.tokens) if (token.holder === member.id) world.tokens.delete(value)
}

/** Invites somebody by e-mail; returns the id that the person will have. */
export function invite(
  world: World,
  business: string,
  email: string,
  role: WorldInvitation['role'],
  expires?: string,
): string {
  const user = world.newId()
  const invitation: WorldInvitation = {
    id: world.newId(),
    user,
    business,
    email,
    role,
    ...(expires === undefined ? {} : { expires }),
  }
  world.journal.put(world.invitations, invitation.id, invitation)
  return user
}

/** Makes a person from an invitation. */
export function acceptInvitation(world: World, invitation: WorldInvitation, name: string): WorldMember {
  const { id, user, business, email, role } = invitation
  const member: WorldMember = {
    systemUser: false,
    id: user ?? world.newId(),
    business,
    name,
    email,
    role,
    two_fac_status: 'enabled',
  }
  world.journal.put(world.invitations, id, undefined)
  putMember(world, member)
  return member
}

/** Whether `member` is the only admin among the people of its Business. Source: graph-api 4.2 (FACT, code 3914). */
export function isLastAdmin(world: World, member: WorldMember): boolean {
  if (member.systemUser || member.role !== 'ADMIN') return false
  const staff = [...(world.index.staff.get(member.business)?.keys() ?? [])]
  return !staff.some((id) => {
    const other = world.members.get(id)
    return other !== undefined && other.id !== member.id && !other.systemUser && other.role === 'ADMIN'
  })
}
