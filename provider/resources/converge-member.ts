import { finding } from '../findings/catalogue.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { GraphApi } from '../graph/api.ts'
import { membersOf } from '../inventory/inventory.ts'
import { readMembers } from '../inventory/members.ts'
import { notSeen } from '../inventory/not-seen.ts'
import { memberIn, type MemberLook } from '../model/member-look.ts'
import type { ObservedMember } from '../model/observed.ts'
import { compareMember, type DesiredMember } from '../plan/compare-member.ts'
import { attempt, type Sent } from './attempt.ts'
import { failureOf, type Failure } from './failure.ts'
import { lookFor } from './look-again.ts'
import type { Meta } from './meta.ts'
import { unshownWords } from './unshown.ts'

export type MemberConverged = {
  readonly observed: MemberLook
  readonly failures: readonly Failure[]
  /** We asked for a system user, in this run or an earlier one, and it has not shown. */
  readonly asked: boolean
}

/**
 * Makes our Business match one line of agency.yaml: invites, changes the role or removes. Source: graph-api 2.2 and
 * 2.4; `role` and `tasks` exclude each other (LIVE-CLAIM), and removal ends every assignment (INFERENCE). Whatever Meta
 * answers, a look decides whether it is done. A system user that was `asked` for is only looked for: it may exist, and
 * no API deletes a second one.
 */
export async function convergeMember(
  desired: DesiredMember,
  observed: MemberLook,
  meta: Meta,
  asked: boolean,
): Promise<MemberConverged> {
  const [change] = compareMember(desired, observed).changes
  const isUnknown = observed !== undefined && 'unknown' in observed
  if (isUnknown) return { observed, failures: [], asked }
  if (change === undefined) return { observed, failures: [], asked: asked && observed === undefined }
  const api = await meta.agency('write')
  const onlyOnce = desired.systemUser && observed === undefined
  const tried =
    onlyOnce && asked
      ? { change, error: undefined, mayBeLate: true }
      : await attempt(change, () => write(api, desired, observed, change.after?.tasks[0]))
  if (!('change' in tried)) return { observed, failures: [tried], asked: false }
  const seen = await lookFor(
    () => lookAt(api, desired, observed),
    (member) => isThere(desired, member),
    () => tried.mayBeLate,
  )
  if (isThere(desired, seen)) return { observed: seen, failures: [], asked: false }
  const isOpen = onlyOnce && tried.mayBeLate
  const last = isUnseen(seen) ? observed : seen
  return { observed: last, failures: [notShown(desired, tried, isOpen, seen)], asked: isOpen }
}

async function write(
  api: GraphApi,
  { agencyBusiness, principal, systemUser }: DesiredMember,
  observed: Extract<MemberLook, { id: string }> | undefined,
  role: string | undefined,
): Promise<void> {
  if (observed !== undefined && role === undefined) await api.call('DELETE', [observed.id])
  else if (observed !== undefined) await api.call('POST', [observed.id], { role })
  else if (systemUser) await api.call('POST', [agencyBusiness, 'system_users'], { name: principal, role })
  else await api.call('POST', [agencyBusiness, 'business_users'], { email: principal, role })
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

/** The member now; a look that failed is unknown, and neither there nor gone. */
async function lookAt(api: GraphApi, desired: DesiredMember, before: MemberLook): Promise<MemberLook> {
  try {
    const members = membersOf(sameBy(before, await readMembers(api, desired.agencyBusiness)))
    return memberIn(members, desired.principal, desired.systemUser)
  } catch (error) {
    if (error instanceof GraphError) return { unknown: notSeen(error) }
    throw error
  }
}

function isThere(desired: DesiredMember, seen: MemberLook): boolean {
  return !isUnseen(seen) && compareMember(desired, seen).changes.length === 0
}

function isUnseen(seen: MemberLook): boolean {
  return seen !== undefined && 'unknown' in seen
}

function notShown(
  { principal: who, agencyBusiness }: DesiredMember,
  sent: Sent,
  isNewSystemUser: boolean,
  seen: MemberLook,
): Failure {
  const { change, error, mayBeLate } = sent
  if (error !== undefined && !mayBeLate) return failureOf(error, change)
  const unread = seen !== undefined && 'unknown' in seen ? seen.unknown.message : undefined
  const code = isNewSystemUser ? 'SYSTEM_USER_NOT_SHOWN' : 'MEMBER_NOT_SHOWN'
  const found = finding(code, { who, message: unshownWords(sent, unread) })
  return { finding: found, asset: agencyBusiness, subject: change.subject }
}
