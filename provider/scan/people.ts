import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { membersOf, type Inventory } from '../inventory/inventory.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import type { Agency, Principal } from '../model/model.ts'
import { memberIn, type MemberLook } from '../model/member-look.ts'
import type { ObservedMember } from '../model/observed.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { AssetRef } from '../plan/change.ts'
import { compareMember } from '../plan/compare-member.ts'
import { titleOf } from '../plan/titles.ts'
import { byApply, byHand } from './remedy.ts'
import { invitationEnd } from './invitation.ts'
import { levelFinding } from './level.ts'
import { joiningFinding } from './waiting.ts'

type Wanted = {
  readonly principal: Principal
  readonly role: string
  readonly systemUser: boolean
  readonly at: Address
}

/**
 * Compares our own Business with agency.yaml: who is missing, has another role, is invited, or is there without a line.
 */
export function peopleFindings(agency: Agency, inventory: Inventory, now: Date): Finding[] {
  const members = membersOf(inventory.members)
  const wanted = wantedIn(agency)
  const named = namedIn(agency)
  const extra = inventory.members.filter(
    ({ principal, maybe }) => !named.has(principal) && principal !== inventory.self && maybe === undefined,
  )
  return [
    ...wanted.flatMap((one) =>
      memberFindings(agency, one, memberIn(members, one.principal, one.systemUser), now),
    ),
    ...extra.map((member) =>
      finding('SCAN_MEMBER_UNLISTED', { who: nameOf(member), held: roleOf(member) }, { file: AGENCY_FILE }),
    ),
  ]
}

/** Everybody whom agency.yaml names. */
export function namedIn(agency: Agency): ReadonlySet<Principal> {
  return new Set(wantedIn(agency).map(({ principal }) => principal))
}

function wantedIn({ people, systemUsers }: Agency): Wanted[] {
  return [
    ...people.map(({ email, businessRole, at }) => {
      return { principal: email, role: businessRole, systemUser: false, at }
    }),
    ...systemUsers.map(({ name, role, at }) => ({ principal: name, role, systemUser: true, at })),
  ]
}

function memberFindings(
  { business, name }: Agency,
  { principal, role, systemUser, at }: Wanted,
  observed: MemberLook,
  now: Date,
): Finding[] {
  const asset: AssetRef = { kind: 'business', id: business, name }
  const desired = { principal, systemUser, role, agencyBusiness: business, agencyName: name, at }
  // Who it may be is a finding of its own.
  if (observed !== undefined && 'unknown' in observed && observed.unknown.kind === 'address') return []
  if (observed !== undefined && 'unknown' in observed)
    return [finding('SCAN_MEMBER_UNKNOWN', { who: principal, message: observed.unknown.message }, at)]
  const { changes, waiting } = compareMember(desired, observed)
  const about = { who: principal, asset: titleOf(asset), client: AGENCY_STACK }
  const wanted = { level: role, tasks: [] }
  if (observed !== undefined && invitationEnd(observed, now) !== undefined)
    return [joiningFinding(principal, titleOf(asset), AGENCY_STACK, observed, at, now)]
  return [
    ...changes.map(({ verb, before }) =>
      levelFinding(
        verb === 'revoke' ? 'lower' : verb,
        { ...about, how: byApply(AGENCY_STACK) },
        before,
        wanted,
        at,
      ),
    ),
    ...waiting.map((one) =>
      observed === undefined || one.for === 'invitation'
        ? joiningFinding(principal, titleOf(asset), AGENCY_STACK, observed, at, now)
        : levelFinding(
            observed.role === 'admin' ? 'lower' : 'raise',
            { ...about, how: byHand(one) },
            { level: observed.role, tasks: [] },
            wanted,
            at,
          ),
    ),
  ]
}

function nameOf({ principal, name }: ObservedMember): string {
  return principal.startsWith('#') ? `${name} (id ${principal.slice(1)})` : principal
}

function roleOf({ role, pending, systemUser }: ObservedMember): string {
  return `${systemUser ? 'system user, ' : ''}${role}${pending ? ', invited' : ''}`
}
