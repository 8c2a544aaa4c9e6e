import { factsOf, type AssetKind } from '../model/kinds.ts'
import type { DesiredAsset, DesiredPerson } from '../model/desired.ts'
import { doubtOn, memberIn, otherAddress } from '../model/member-look.ts'
import type { Principal } from '../model/model.ts'
import type { NotSeen, ObservedAsset } from '../model/observed.ts'
import type { Change, ComesTrue, Comparison, ManagedAsset, Refusal, WaitingFor } from './change.ts'
import { heldFrom, satisfies, verbOf } from './held.ts'
import { refTo, refusalOf } from './ownership.ts'
import type { Surroundings } from './surroundings.ts'
import { comparePartner, endsShare, type PartnerComparison } from './partner.ts'

/** What keeps a change from being made; 'nothing to do' when another part of the comparison covers it. */
type Obstacle = WaitingFor | 'nothing to do' | { readonly unknown: NotSeen } | undefined

const NOTHING: Comparison = { changes: [], waiting: [], later: [], unmanaged: [], unknown: undefined }

/**
 * The one comparison of desired with observed access, of one asset. Scan, plan and the resources' diff all ask this
 * function, so they cannot disagree.
 */
export function compareAsset(
  desired: DesiredAsset,
  observed: ObservedAsset,
  around: Surroundings,
): Comparison {
  if (observed.state === 'unknown') return { ...NOTHING, unknown: observed.reason.message }
  const asset = refTo(desired, observed)
  const refused = refusalOf(desired, observed)
  if (refused !== undefined) return refusing(desired, asset, observed, around, refused)
  const partner = comparePartner(desired, asset, observed, around)
  const held = observed.state === 'present' ? observed.people : {}
  const people = desired.people
    .filter(({ principal, tasks }) => principal !== around.self && !has(asset.kind, held[principal], tasks))
    .map((wanted) =>
      comparePerson(
        asset,
        wanted,
        held[wanted.principal],
        obstacleTo(wanted, desired, observed, partner, around),
        partner.comparison.waiting[0]?.for,
      ),
    )
  const extra = Object.entries(held)
    .filter(
      ([principal]) =>
        principal !== around.self && !desired.people.some((one) => one.principal === principal),
    )
    .map(([principal, tasks]) => {
      const doubt = doubtOn(around.members, principal)
      return doubt === undefined
        ? compareExtra(asset, principal, tasks, removedByHand(desired, observed, around), around)
        : unidentified(desired, doubt)
    })
  return [partner.comparison, ...people, ...extra, unseen(desired, asset, held, around)].reduce(
    joined,
    NOTHING,
  )
}

/**
 * Nothing is given on an asset that is not the file's; whom an earlier run put there, and no file wants, is taken off.
 */
function refusing(
  desired: DesiredAsset,
  asset: ManagedAsset,
  observed: Exclude<ObservedAsset, { state: 'unknown' }>,
  around: Surroundings,
  refused: Refusal,
): Comparison {
  const held = observed.state === 'present' ? observed.people : {}
  const given = around.managed.filter(
    (principal) =>
      principal !== around.self &&
      held[principal] !== undefined &&
      !desired.people.some((one) => one.principal === principal),
  )
  const parts = given.map((principal) =>
    compareExtra(asset, principal, held[principal] ?? [], stuckOn(desired, observed, around), around),
  )
  return { ...parts.reduce(joined, NOTHING), refused }
}

function has(kind: AssetKind, held: readonly string[] | undefined, wanted: readonly string[]): boolean {
  return held !== undefined && satisfies(kind, held, wanted)
}

/** Why a person cannot be assigned now: somebody must act first, or nobody knows whether they are a member. */
function obstacleTo(
  wanted: DesiredPerson,
  desired: DesiredAsset,
  observed: ObservedAsset,
  partner: PartnerComparison,
  around: Surroundings,
): Obstacle {
  const look = memberIn(around.members, wanted.principal)
  const unknown = look !== undefined && 'unknown' in look
  if (desired.share.by === 'direct') {
    if (around.clientSide === 'by-hand') return 'client-person'
    if (unknown) return look
    return look?.pending === false ? undefined : 'client-person'
  }
  if (!partner.granted) return 'nothing to do'
  if (partner.ceiling !== undefined && !wanted.tasks.every((task) => partner.ceiling?.has(task)))
    return 'client-level'
  if (unknown) return look
  if (look === undefined) return 'membership'
  if (look.pending) return 'invitation'
  const other = otherAddress(look)
  if (other !== undefined) return { unknown: other }
  return isWritable(observed) ? undefined : 'page-token'
}

function comparePerson(
  asset: ManagedAsset,
  wanted: DesiredPerson,
  before: readonly string[] | undefined,
  obstacle: Obstacle,
  share: WaitingFor | undefined,
): Comparison {
  if (typeof obstacle === 'object') return { ...NOTHING, unknown: obstacle.unknown.message }
  const after = { level: wanted.level, tasks: wanted.tasks }
  const about = { asset, subject: { principal: wanted.principal }, at: wanted.at }
  const held = before === undefined ? undefined : heldFrom(asset.kind, before)
  const verb = verbOf(asset.kind, before, wanted.tasks)
  const change: Change = { ...about, verb, before: held, after, because: wanted.because }
  if (obstacle === undefined) return { ...NOTHING, changes: [change] }
  const waitsFor = obstacle === 'nothing to do' ? share : obstacle
  const later = comesTrue(waitsFor) ? [{ ...change, waitsFor }] : []
  const waiting = obstacle === 'nothing to do' ? [] : [{ ...about, for: obstacle, wanted: after }]
  return { ...NOTHING, waiting, later }
}

function comesTrue(reason: WaitingFor | undefined): reason is ComesTrue {
  const byHand: readonly (WaitingFor | undefined)[] = [
    'client-unshare',
    'client-person',
    'system-user',
    'pixel-removal',
  ]
  return reason !== undefined && !byHand.includes(reason)
}

/**
 * Somebody on the asset of whom nobody knows whether the file names them: they stay as they are. Where our share is to
 * end, its end takes everybody off, so it does not matter who they are.
 */
function unidentified({ share }: DesiredAsset, doubt: NotSeen): Comparison {
  return endsShare(share) ? NOTHING : { ...NOTHING, unknown: doubt.message }
}

/** Compares access of one of our people whom the file does not name. */
function compareExtra(
  asset: ManagedAsset,
  principal: Principal,
  tasks: readonly string[],
  byHand: WaitingFor | 'nothing to do' | undefined,
  around: Surroundings,
): Comparison {
  const held = heldFrom(asset.kind, tasks)
  if (!unwantedIn(around).includes(principal) && around.unmanaged === 'report') {
    return { ...NOTHING, unmanaged: [{ asset, principal, held }] }
  }
  const subject = { principal }
  if (byHand === 'nothing to do') return NOTHING
  if (byHand !== undefined)
    return { ...NOTHING, waiting: [{ for: byHand, asset, subject, wanted: undefined }] }
  return {
    ...NOTHING,
    changes: [{ verb: 'revoke', asset, subject, before: held, after: undefined, because: [] }],
  }
}

/** Whom no file wants, unless one names them: who was put there by us, and whose access is past its date. */
function unwantedIn({ managed, ended = [] }: Surroundings): Principal[] {
  return [...new Set([...managed, ...ended])]
}

/** People in an earlier file under a direct share that our side cannot see: the client must remove them. */
function unseen(
  desired: DesiredAsset,
  asset: ManagedAsset,
  held: Readonly<Record<Principal, readonly string[]>>,
  around: Surroundings,
): Comparison {
  if (desired.share.by !== 'direct' || around.clientSide === 'by-token') return NOTHING
  const wanted = new Set(desired.people.map(({ principal }) => principal))
  const gone = unwantedIn(around).filter(
    (principal) => !wanted.has(principal) && held[principal] === undefined,
  )
  const waiting = gone.map((principal) => {
    return { for: 'client-person' as const, asset, subject: { principal }, wanted: undefined }
  })
  return { ...NOTHING, waiting }
}

/** What keeps a person from being taken off: where our share is to end, its end takes everybody off. */
function removedByHand(
  desired: DesiredAsset,
  observed: Exclude<ObservedAsset, { state: 'unknown' }>,
  around: Surroundings,
): WaitingFor | 'nothing to do' | undefined {
  const stuck = stuckOn(desired, observed, around)
  const ends = endsShare(desired.share) && observed.partner.state === 'granted'
  return stuck !== undefined && ends ? 'nothing to do' : stuck
}

/** Some kinds let nobody be taken off by API, one with a token of its own only with it, and a direct share not by us. */
function stuckOn(
  desired: DesiredAsset,
  observed: ObservedAsset,
  around: Surroundings,
): WaitingFor | undefined {
  if (!factsOf(desired.kind).peopleCanBeTakenOff) return 'pixel-removal'
  if (!isWritable(observed)) return 'page-token'
  return desired.share.by === 'direct' && around.clientSide === 'by-hand' ? 'client-person' : undefined
}

/** What takes people only by its own token gives none while it is not shared with us. */
function isWritable(observed: ObservedAsset): boolean {
  return observed.state === 'present' ? observed.writable : !factsOf(observed.kind).hasOwnToken
}

function joined(a: Comparison, b: Comparison): Comparison {
  return {
    changes: [...a.changes, ...b.changes],
    waiting: [...a.waiting, ...b.waiting],
    later: [...a.later, ...b.later],
    unmanaged: [...a.unmanaged, ...b.unmanaged],
    unknown: a.unknown ?? b.unknown,
  }
}
