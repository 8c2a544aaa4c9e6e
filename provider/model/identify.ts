import type { Agency, Principal } from './model.ts'
import type { ObservedMember } from './observed.ts'
import { plainName } from './plain-name.ts'

/** Id in our Business -> whom the last apply found under it. */
export type IdsInState = ReadonlyMap<string, Principal>

/**
 * Whom each member of our Business is in the files. An address can change, so the id counts first: that of agency.yaml,
 * then that of the engine's state. Such a member keeps the name of the files, and `address` is what Meta has. Somebody
 * whom only a name ties to a line of agency.yaml may be that person or not: `maybe` says so, and nobody is invited,
 * given anything or taken off by it. An id never takes an address from somebody else whom agency.yaml names by it.
 */
export function identified(
  members: readonly ObservedMember[],
  agency: Pick<Agency, 'people' | 'systemUsers'>,
  known: IdsInState = new Map(),
): ObservedMember[] {
  const claims = claimsIn(members, agency, known)
  const named = members.map((member): ObservedMember => {
    const principal = claims.get(member.id)
    if (principal === undefined || principal === member.principal) return member
    const { nameless, ...rest } = member
    // A row without an address says nothing of what the address is.
    return nameless === true ? { ...rest, principal } : { ...rest, principal, address: member.principal }
  })
  return withDoubts(named, agency)
}

/** Whether some line of agency.yaml and some member have no counterpart, so that an id known elsewhere may tie them. */
export function hasStrangers(
  members: readonly ObservedMember[],
  agency: Pick<Agency, 'people' | 'systemUsers'>,
): boolean {
  const named = namesIn(agency)
  return members.some(({ principal, systemUser }) => !systemUser && !named.has(principal))
}

function namesIn({ people, systemUsers }: Pick<Agency, 'people' | 'systemUsers'>): ReadonlySet<Principal> {
  return new Set([...people.map(({ email }) => email), ...systemUsers.map(({ name }) => name)])
}

/** Member's id -> principal, for those whose id somebody wrote down, or who is about to have the address of a line. */
function claimsIn(
  members: readonly ObservedMember[],
  agency: Pick<Agency, 'people' | 'systemUsers'>,
  known: IdsInState,
): ReadonlyMap<string, Principal> {
  const named = namesIn(agency)
  const written = new Map(
    [
      ...agency.people.map(({ email, id }) => [id, email]),
      ...agency.systemUsers.map(({ name, id }) => [id, name]),
    ].filter((one): one is [string, Principal] => one[0] !== undefined),
  )
  const tied = new Set(written.values())
  const claims = new Map<string, Principal>()
  for (const { id, principal, pendingAddress, systemUser } of members) {
    const byFile = written.get(id)
    const byState = known.get(id)
    // The address of a line whose own id is not written belongs to that line.
    const isOthers = (claim: Principal) => named.has(principal) && principal !== claim && !tied.has(principal)
    if (byFile !== undefined) {
      if (!isOthers(byFile)) claims.set(id, byFile)
    } else if (byState !== undefined && (named.has(byState) || !named.has(principal))) {
      claims.set(id, byState)
    } else if (!systemUser && !named.has(principal) && named.has(pendingAddress ?? '')) {
      claims.set(id, pendingAddress ?? principal)
    }
  }
  return withoutTaken(claims, members)
}

/** A claim to a name that is the address of another member, and stays it, is void: two members are never one. */
function withoutTaken(
  claims: ReadonlyMap<string, Principal>,
  members: readonly ObservedMember[],
): ReadonlyMap<string, Principal> {
  const kept = new Set(members.flatMap(({ id, principal }) => (claims.has(id) ? [] : [principal])))
  const names = [...claims.values()]
  const valid = [...claims].filter(
    ([, principal], index) => !kept.has(principal) && names.indexOf(principal) === index,
  )
  return valid.length === claims.size ? claims : withoutTaken(new Map(valid), members)
}

/** Marks members whom no line names, and who have the name of somebody whom Meta does not show. */
function withDoubts(
  members: readonly ObservedMember[],
  agency: Pick<Agency, 'people' | 'systemUsers'>,
): ObservedMember[] {
  const named = namesIn(agency)
  const there = new Set(members.map(({ principal }) => principal))
  const missing = agency.people.filter(({ email, name }) => !there.has(email) && name !== email)
  return members.map((member): ObservedMember => {
    const { principal, systemUser, pending, nameless, name } = member
    if (systemUser || pending || nameless === true || named.has(principal)) return member
    const same = missing.find((one) => plainName(one.name) === plainName(name))
    return same === undefined ? member : { ...member, maybe: same.email }
  })
}
