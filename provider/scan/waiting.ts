import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import type { ObservedMember } from '../model/observed.ts'
import type { Subject, Waiting, WaitingFor } from '../plan/change.ts'
import { titleOf } from '../plan/titles.ts'
import { subjectWords } from '../plan/words.ts'
import { invitationEnd } from './invitation.ts'
import type { LookedAt } from './looked-at.ts'

const CODE = {
  'client-share': 'SCAN_WAITING_CLIENT',
  'client-level': 'SCAN_WAITING_CLIENT',
  'client-unshare': 'SCAN_WAITING_CLIENT',
  'client-person': 'SCAN_WAITING_CLIENT',
  'second-admin': 'SCAN_WAITING_SECOND_ADMIN',
  acceptance: 'SCAN_WAITING_ACCEPTANCE',
  invitation: 'SCAN_WAITING_ADMIN',
  membership: 'SCAN_WAITING_ADMIN',
  'page-token': 'SCAN_WAITING_ADMIN',
  'system-user': 'SCAN_WAITING_ADMIN',
  'pixel-removal': 'SCAN_WAITING_ADMIN',
} as const satisfies Record<WaitingFor, string>

/** What waits for a person to act on one asset; `how` says who does what. */
export function waitingFinding(
  { for: reason, asset, subject, wanted, at }: Waiting,
  client: string,
  how: string,
): Finding {
  const about = { who: subjectWords(subject), asset: titleOf(asset), wanted: wanted?.level ?? 'none' }
  return finding(CODE[reason], { ...about, client, how }, at)
}

/** Whether it waits for somebody to join our Business: one finding covers all assets that wait for them. */
export function isOfMember({ for: reason }: Waiting): boolean {
  return reason === 'invitation' || reason === 'membership'
}

/** Those of a client's people who are not in our Business yet, each with all the assets that wait for them. */
export function memberFindings(looks: readonly LookedAt[], now: Date): Finding[] {
  const waiting = looks.flatMap((look) =>
    look.comparison.waiting
      .filter((one) => isOfMember(one) && !isThere(look, one.subject))
      .map((one) => ({ look, one })),
  )
  const people = Map.groupBy(waiting, ({ one }) => subjectWords(one.subject))
  return [...people].flatMap(([who, all]) => {
    const [first] = all
    if (first === undefined) return []
    const { client, around } = first.look
    const assets = listed(
      all.map(({ one }) => titleOf(one.asset)),
      3,
    )
    return joiningFinding(who, assets, client.slug, around.members.get(who), first.one.at, now)
  })
}

function isThere({ observed }: LookedAt, subject: Subject): boolean {
  return (
    observed.state === 'present' && 'principal' in subject && observed.people[subject.principal] !== undefined
  )
}

/** What keeps somebody from joining a Business: no invitation, one that is open, or one that has ended. */
export function joiningFinding(
  who: string,
  assets: string,
  client: string,
  member: ObservedMember | undefined,
  at: Finding['address'],
  now: Date,
): Finding {
  const about = { who, assets, client }
  if (member === undefined) return finding('SCAN_WAITING_MEMBER', about, at)
  const ended = invitationEnd(member, now)
  if (ended === undefined) return finding('SCAN_WAITING_INVITATION', about, at)
  return finding('SCAN_INVITATION_EXPIRED', { ...about, ended }, at)
}
