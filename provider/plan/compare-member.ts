import type { Address } from '../findings/finding.ts'
import { otherAddress, type MemberLook } from '../model/member-look.ts'
import type { Principal } from '../model/model.ts'
import type { AssetRef, Comparison, Held, Verb, WaitingFor } from './change.ts'

/** The desired membership of our Business, with a Business role; without `role` the membership should end. */
export type DesiredMember = {
  readonly principal: Principal
  readonly systemUser: boolean
  readonly role: string | undefined
  readonly agencyBusiness: string
  readonly agencyName: string
  readonly at: Address | undefined
}

const NOTHING: Comparison = { changes: [], waiting: [], later: [], unmanaged: [], unknown: undefined }

/**
 * Compares one member of our Business with agency.yaml. The API can create a system user, but neither change nor delete
 * it (graph-api 2.4): that waits for an admin of ours. Of a member whom the read did not show it says so, and no more.
 */
export function compareMember(desired: DesiredMember, observed: MemberLook): Comparison {
  if (observed !== undefined && 'unknown' in observed)
    return { ...NOTHING, unknown: observed.unknown.message }
  const asset: AssetRef = { kind: 'business', id: desired.agencyBusiness, name: desired.agencyName }
  const about = { asset, subject: { principal: desired.principal }, at: desired.at }
  const after = desired.role === undefined ? undefined : heldRole(desired.role)
  const before = observed === undefined ? undefined : heldRole(observed.role)
  const wait = (reason: WaitingFor): Comparison => ({
    ...NOTHING,
    waiting: [{ ...about, for: reason, wanted: after }],
  })
  if (before?.level === after?.level) return observed?.pending === true ? wait('invitation') : NOTHING
  if (desired.systemUser && before !== undefined) return wait('system-user')
  const other = observed === undefined || after === undefined ? undefined : otherAddress(observed)
  if (other !== undefined) return { ...NOTHING, unknown: other.message }
  return { ...NOTHING, changes: [{ ...about, verb: verbOfRoles(before, after), before, after, because: [] }] }
}

/** A Business role as Meta names it: "finance-editor" is FINANCE_EDITOR. */
export function roleTask(role: string): string {
  return role.toUpperCase().replaceAll('-', '_')
}

function heldRole(role: string): Held {
  return { level: role, tasks: [roleTask(role)] }
}

/** Only admin ranks above the other roles; finance and employee are not comparable. */
function verbOfRoles(before: Held | undefined, after: Held | undefined): Verb {
  if (before === undefined) return 'grant'
  if (after === undefined) return 'revoke'
  if (after.level === 'admin') return 'raise'
  return before.level === 'admin' ? 'lower' : 'change'
}
