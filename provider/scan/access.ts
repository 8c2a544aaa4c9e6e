import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { CLIENTS_FOLDER } from '../model/access-files.ts'
import type { Change, Unmanaged, Waiting } from '../plan/change.ts'
import { compareAsset } from '../plan/compare.ts'
import { heldFrom, verbOf } from '../plan/held.ts'
import { refTo } from '../plan/ownership.ts'
import { nameFinding, refusalFinding } from '../plan/refusal-finding.ts'
import { titleOf } from '../plan/titles.ts'
import { subjectWords } from '../plan/words.ts'
import { byApply, byHand } from './remedy.ts'
import { levelFinding } from './level.ts'
import type { LookedAt } from './looked-at.ts'
import { isOfMember, waitingFinding } from './waiting.ts'

/** The findings of one asset, except what waits for somebody to join our Business. */
export function assetFindings(look: LookedAt): Finding[] {
  const { comparison } = look
  if (isUnseen(look)) return [unseenFinding(look)]
  return [
    ...ownershipFindings(look),
    ...(comparison.unknown === undefined ? [] : [unknownFinding(look, comparison.unknown)]),
    ...comparison.changes.map((change) => changeFinding(look, change)),
    ...comparison.waiting.flatMap((one) => waitingOrDrift(look, one)),
    ...comparison.unmanaged.map((one) => extraFinding(look, one, howToEnd(look, one))),
  ]
}

/** What Meta shows of the asset itself, where the file says otherwise. */
function ownershipFindings({ client, desired, observed, comparison: { refused } }: LookedAt): Finding[] {
  const asset = refTo(desired, observed)
  return refused === undefined
    ? nameFinding(client.slug, asset, desired.at)
    : [refusalFinding(client.slug, asset, refused, desired.at)]
}

/** Only the client sees a direct share. The plan asks for it anew each time; a scan reports that it is unknown. */
function isUnseen({ client, desired }: LookedAt): boolean {
  return desired.share.by === 'direct' && client.clientSide === 'by-hand'
}

function unseenFinding({ client, desired }: LookedAt): Finding {
  return finding('SCAN_SHARE_UNSEEN', { asset: titleOf(desired), client: client.slug }, desired.at)
}

function unknownFinding({ client, desired }: LookedAt, message: string): Finding {
  return finding('SCAN_UNKNOWN', { asset: titleOf(desired), client: client.slug, message }, desired.at)
}

function changeFinding(look: LookedAt, { verb, asset, subject, before, after, at }: Change): Finding {
  const how = byApply(look.client.slug)
  const who = subjectWords(subject)
  if (verb === 'revoke' || after === undefined) {
    const held = before ?? { level: 'none', tasks: [] }
    return extraFinding(look, { asset, principal: who, held }, how)
  }
  return levelFinding(verb, { who, asset: titleOf(asset), client: look.client.slug, how }, before, after, at)
}

/** A change that waits can be drift as well: somebody has another level now, or should have no access at all. */
function waitingOrDrift(look: LookedAt, waiting: Waiting): Finding[] {
  const { client, desired } = look
  const { asset, subject, wanted, at } = waiting
  const how = byHand(waiting)
  const who = subjectWords(subject)
  const tasks = heldTasks(look, waiting)
  if (tasks === undefined) return isOfMember(waiting) ? [] : [waitingFinding(waiting, client.slug, how)]
  const held = heldFrom(desired.kind, tasks)
  if (wanted === undefined) return [extraFinding(look, { asset, principal: who, held }, how)]
  const verb = verbOf(desired.kind, tasks, wanted.tasks)
  const about = { who, asset: titleOf(asset), client: client.slug, how }
  return [levelFinding(verb === 'revoke' ? 'lower' : verb, about, held, wanted, at)]
}

function heldTasks({ observed }: LookedAt, { subject }: Waiting): readonly string[] | undefined {
  if (observed.state !== 'present') return undefined
  if ('principal' in subject) return observed.people[subject.principal]
  return observed.partner.state === 'granted' ? observed.partner.tasks : undefined
}

/** One of our people to whom the client's file does not give this access, or whom agency.yaml does not name. */
function extraFinding(look: LookedAt, { asset, principal, held }: Unmanaged, how: string): Finding {
  const code = look.named.has(principal) ? 'SCAN_UNMANAGED' : 'SCAN_LEAVER'
  const args = { who: principal, asset: titleOf(asset), client: look.client.slug, held: held.level, how }
  return finding(code, args, look.desired.at)
}

/** How access that is only reported would end: compares again as if removing were allowed. */
function howToEnd({ client, desired, observed, around }: LookedAt, { principal }: Unmanaged): string {
  const { waiting } = compareAsset(desired, observed, { ...around, unmanaged: 'remove' })
  const waits = waiting.find(({ subject }) => 'principal' in subject && subject.principal === principal)
  if (waits !== undefined) return byHand(waits)
  return `set "unmanaged: remove" in ${CLIENTS_FOLDER}${client.slug}.yaml and ${byApply(client.slug)}`
}
