import { membersOf } from '../inventory/inventory.ts'
import { readMembers } from '../inventory/members.ts'
import { memberIn, type MemberLook } from '../model/member-look.ts'
import type { ObservedMember } from '../model/observed.ts'
import { compareMember, type DesiredMember } from '../plan/compare-member.ts'
import { failureOf, type Failure } from './failure.ts'
import { lookUntil } from './look-again.ts'
import type { Meta } from './meta.ts'

export type MemberConverged = {
  readonly observed: MemberLook
  readonly failures: readonly Failure[]
}

/**
 * Makes our Business match one line of agency.yaml: invites, changes the role or removes. Source: graph-api 2.2 and
 * 2.4; `role` and `tasks` exclude each other (LIVE-CLAIM), and removal ends every assignment (INFERENCE). It waits
 * until Meta shows the result: an early next run would create a second system user, which no API can delete.
 */
export async function convergeMember(
  desired: DesiredMember,
  observed: MemberLook,
  meta: Meta,
): Promise<MemberConverged> {
  const [change] = compareMember(desired, observed).changes
  const isUnknown = observed !== undefined && 'unknown' in observed
  if (change === undefined || isUnknown) return { observed, failures: [] }
  const api = await meta.agency('write')
  const role = change.after?.tasks[0]
  try {
    if (observed === undefined) await create(desired, role)
    else if (role === undefined) await api.call('DELETE', [observed.id])
    else await api.call('POST', [observed.id], { role })
    const seen = await lookUntil(
      async () =>
        memberIn(
          membersOf(sameBy(observed, await readMembers(api, desired.agencyBusiness))),
          desired.principal,
          desired.systemUser,
        ),
      (member) => compareMember(desired, member).changes.length === 0,
    )
    return { observed: seen, failures: [] }
  } catch (error) {
    return { observed, failures: [failureOf(error, change)] }
  }

  async function create(
    { agencyBusiness, principal, systemUser }: DesiredMember,
    as: string | undefined,
  ): Promise<void> {
    if (systemUser) await api.call('POST', [agencyBusiness, 'system_users'], { name: principal, role: as })
    else await api.call('POST', [agencyBusiness, 'business_users'], { email: principal, role: as })
  }
}

/** The member of before under the same name: their address at Meta may be another than that of the files. */
function sameBy(before: MemberLook, members: readonly ObservedMember[]): ObservedMember[] {
  const known = before === undefined || 'unknown' in before ? undefined : before
  return members.map((one) =>
    known !== undefined && one.id === known.id && known.address !== undefined
      ? { ...one, principal: known.principal, address: known.address }
      : one,
  )
}
