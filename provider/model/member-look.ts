import type { Principal } from './model.ts'
import type { NotSeen, ObservedMember } from './observed.ts'
import { isPerson } from './principal.ts'

/** A look for one member: there, not there (undefined), or unknown. */
export type MemberLook = ObservedMember | { readonly unknown: NotSeen } | undefined

type Members = ReadonlyMap<Principal, ObservedMember>

/**
 * The member that a principal is. Not found, while a row of the same sort has no address or name: that row may be the
 * principal, so the answer is unknown and not absent.
 */
export function memberIn(
  members: Members,
  principal: Principal,
  systemUser: boolean = !isPerson(principal),
): MemberLook {
  const known = members.get(principal)
  if (known !== undefined) return known
  const nameless = [...members.values()].find((one) => one.nameless === true && one.systemUser === systemUser)
  return nameless === undefined ? undefined : { unknown: namelessReason(nameless.id) }
}

/** Whether somebody on an asset is not identified: their row has no address or name, or the list of members lacks it. */
export function isUnidentified(members: Members, principal: Principal): boolean {
  if (!principal.startsWith('#')) return false
  const known = members.get(principal)
  return known === undefined || known.nameless === true
}

/** Why somebody with this id is unknown. */
export function namelessReason(id: string): NotSeen {
  return { kind: 'nameless', message: `Meta shows somebody without an address or name (id ${id})` }
}
