import type { DesiredAsset, DesiredShare } from '../model/desired.ts'
import { factsOf, type AssetKind } from '../model/kinds.ts'
import { closure } from '../model/tasks.ts'
import type { ObservedAsset, ObservedPartner } from '../model/observed.ts'
import type { Change, Comparison, Held, ManagedAsset, Waiting } from './change.ts'
import { heldFrom, satisfies, verbOf } from './held.ts'
import type { Surroundings } from './surroundings.ts'

/** The partner grant's part of a comparison, and what it lets us assign. */
export type PartnerComparison = {
  readonly comparison: Comparison
  /** Whether people can be assigned after the changes. */
  readonly granted: boolean
  /** The tasks that may be assigned then; undefined when Meta does not show them to us. */
  readonly ceiling: ReadonlySet<string> | undefined
}

/** Compares the client's share with the desired one. Only the client's side can write it (graph-api 8). */
export function comparePartner(
  desired: DesiredAsset,
  asset: ManagedAsset,
  observed: Exclude<ObservedAsset, { state: 'unknown' }>,
  around: Surroundings,
): PartnerComparison {
  const { share, at } = desired
  const { partner } = observed
  if (share.by === 'direct') return { comparison: only({}), granted: false, ceiling: new Set() }
  if (share.by === 'own')
    return { comparison: only({}), granted: partner.state === 'own', ceiling: undefined }
  if (endsShare(share)) return ending(asset, partner, around)
  const before = partner.state === 'granted' ? partner.tasks : undefined
  if (share.by === 'nobody') {
    const granted = partner.state === 'granted'
    return { comparison: only({}), granted, ceiling: ceilingOf(asset.kind, before) }
  }
  const { grant } = share
  const inOrder =
    partner.state === 'granted' && (before === undefined || satisfies(asset.kind, before, grant.tasks))
  if (inOrder) return { comparison: only({}), granted: true, ceiling: ceilingOf(asset.kind, before) }
  const held = before === undefined ? undefined : heldFrom(asset.kind, before)
  if (canWrite(asset.kind, partner, around)) {
    const change: Change = {
      verb: verbOf(asset.kind, before, grant.tasks),
      asset,
      subject: { partner: around.agencyBusiness },
      before: held,
      after: grant,
      because: [],
      at,
    }
    return {
      comparison: only({ changes: [change] }),
      granted: true,
      ceiling: ceilingOf(asset.kind, grant.tasks),
    }
  }
  const waiting: Waiting = {
    for: waitingFor(partner),
    asset,
    subject: { partner: around.agencyBusiness },
    wanted: grant,
    at,
  }
  return {
    comparison: only({ waiting: [waiting] }),
    granted: partner.state === 'granted',
    ceiling: ceilingOf(asset.kind, before),
  }
}

/** A share that waits for somebody is not asked for again, and of some kinds only the client changes the level. */
function canWrite(kind: AssetKind, { state }: ObservedPartner, { clientSide }: Surroundings): boolean {
  const { partnerEdge } = factsOf(kind)
  if (clientSide === 'by-hand' || partnerEdge === 'none') return false
  return state === 'none' || (state === 'granted' && partnerEdge.levelChangesBy === 'api')
}

function waitingFor(partner: ObservedPartner): Waiting['for'] {
  if (partner.state === 'granted') return 'client-level'
  return partner.state === 'none' || partner.state === 'own' ? 'client-share' : partner.state
}

/** Whether our share is to end. */
export function endsShare(share: DesiredShare): boolean {
  return share.by === 'nobody' && share.because !== 'no-level'
}

/** Our share is given up, where that can be done. */
function ending(asset: ManagedAsset, partner: ObservedPartner, around: Surroundings): PartnerComparison {
  const subject = { partner: around.agencyBusiness }
  if (partner.state !== 'granted') return { comparison: only({}), granted: false, ceiling: new Set() }
  const before: Held =
    partner.tasks === undefined ? { level: 'shared', tasks: [] } : heldFrom(asset.kind, partner.tasks)
  const { partnerEdge, canBeGivenUp } = factsOf(asset.kind)
  const done = canBeGivenUp || (around.clientSide === 'by-token' && partnerEdge !== 'none')
  const comparison = done
    ? only({ changes: [{ verb: 'revoke', asset, subject, before, after: undefined, because: [] }] })
    : only({ waiting: [{ for: 'client-unshare', asset, subject, wanted: undefined }] })
  return { comparison, granted: false, ceiling: new Set() }
}

function ceilingOf(kind: AssetKind, tasks: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return tasks === undefined ? undefined : new Set(closure(kind, tasks))
}

function only(part: Partial<Comparison>): Comparison {
  return { changes: [], waiting: [], later: [], unmanaged: [], unknown: undefined, ...part }
}
