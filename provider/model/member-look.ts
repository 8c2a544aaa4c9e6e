import type { Principal } from './model.ts'
import type { NotSeen, ObservedMember } from './observed.ts'
import { isPerson } from './principal.ts'

/** A look for one member: there, not there (undefined), or unknown. */
export type MemberLook = ObservedMember | { readonly unknown: NotSeen } | undefined

type Members = ReadonlyMap<Principal, ObservedMember>

/**
 * The member that a principal is. Not found, while somebody there may be them (a row without address or name, or one of
 * another address and their name): the answer is unknown and not absent.
 */
export function memberIn(
  members: Members,
  principal: Principal,
  systemUser: boolean = !isPerson(principal),
): MemberLook {
  const known = members.get(principal)
  if (known !== undefined) return known.maybe === undefined ? known : { unknown: doubtAbout(known) }
  const perhaps = [...members.values()].find(
    (one) => one.maybe === principal || (one.nameless === true && one.systemUser === systemUser),
  )
  return perhaps === undefined ? undefined : { unknown: doubtAbout(perhaps) }
}

/** Why nobody can tell who a principal on an asset is; undefined where it is clear. */
export function doubtOn(members: Members, principal: Principal): NotSeen | undefined {
  const known = members.get(principal)
  if (known?.maybe !== undefined) return doubtAbout(known)
  if (!principal.startsWith('#')) return undefined
  return known === undefined || known.nameless === true
    ? namelessReason(known?.id ?? principal.slice(1))
    : undefined
}

/** Why a member whose address at Meta is another than the file's is given nothing; undefined where it is the same. */
export function otherAddress({ principal, address }: ObservedMember): NotSeen | undefined {
  if (address === undefined) return undefined
  return { kind: 'address', message: `Meta has the address ${address} for ${principal}` }
}

function doubtAbout({ id, principal, maybe }: ObservedMember): NotSeen {
  if (maybe === undefined) return namelessReason(id)
  return { kind: 'address', message: `Meta shows ${principal} (id ${id}), who has the name of ${maybe}` }
}

function namelessReason(id: string): NotSeen {
  return { kind: 'nameless', message: `Meta shows somebody without an address or name (id ${id})` }
}
