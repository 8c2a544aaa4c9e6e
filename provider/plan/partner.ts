import type { DesiredAsset } from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import { closure } from '../model/tasks.ts'
import type { ObservedAsset, ObservedPartner } from '../model/observed.ts'
import type { Change, Comparison, Held, ManagedAsset, Waiting } from './change.ts'
import { heldFrom, satisfies, verbOf } from './held.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * The kinds whose share our own token can give up; for the others only the client can. Source: graph-api 2.2, `DELETE
 * /{business}/{ad_accounts,pages,instagram_accounts}` (FACT); none for pixels, catalogs.
 */
const CAN_GIVE_UP: readonly AssetKind[] = ['ad_account', 'page', 'instagram']

/** The comparison of the partner share, and the assignments it allows. */
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
  const { partner } = observed
  if (desired.route === 'direct-share') return { comparison: only({}), granted: false, ceiling: new Set() }
  if (desired.partner === undefined) return leaving(asset, partner, around)
  const before = partner.state === 'granted' ? partner.tasks : undefined
  const inOrder =
    partner.state === 'granted' &&
    (before === undefined || satisfies(asset.kind, before, desired.partner.tasks))
  if (inOrder) return { comparison: only({}), granted: true, ceiling: ceilingOf(asset.kind, before) }
  const held = before === undefined ? undefined : heldFrom(asset.kind, before)
  if (canWrite(asset.kind, partner, around)) {
    const change: Change = {
      verb: verbOf(asset.kind, before, desired.partner.tasks),
      asset,
      subject: { partner: around.agencyBusiness },
      before: held,
      after: desired.partner,
      because: [],
      at: desired.at,
    }
    return {
      comparison: only({ changes: [change] }),
      granted: true,
      ceiling: ceilingOf(asset.kind, desired.partner.tasks),
    }
  }
  const waiting: Waiting = {
    for: waitingFor(partner),
    asset,
    subject: { partner: around.agencyBusiness },
    wanted: desired.partner,
    at: desired.at,
  }
  return {
    comparison: only({ waiting: [waiting] }),
    granted: partner.state === 'granted',
    ceiling: ceilingOf(asset.kind, before),
  }
}

/**
 * A pending share is not requested again. A Page refuses a second share (3989), and ending it first would remove
 * everybody from it, our own system user too (graph-api 1.4, LIVE-CLAIM): so the client must change its level.
 */
function canWrite(kind: AssetKind, { state }: ObservedPartner, { clientSide }: Surroundings): boolean {
  if (clientSide === 'by-hand') return false
  return state === 'none' || (state === 'granted' && kind !== 'page')
}

function waitingFor(partner: ObservedPartner): Waiting['for'] {
  if (partner.state === 'granted') return 'client-level'
  return partner.state === 'none' ? 'client-share' : partner.state
}

/** A dropped asset: its share is given up. */
function leaving(asset: ManagedAsset, partner: ObservedPartner, around: Surroundings): PartnerComparison {
  const subject = { partner: around.agencyBusiness }
  if (partner.state !== 'granted') return { comparison: only({}), granted: false, ceiling: new Set() }
  const before: Held =
    partner.tasks === undefined ? { level: 'shared', tasks: [] } : heldFrom(asset.kind, partner.tasks)
  const done = around.clientSide === 'by-token' || CAN_GIVE_UP.includes(asset.kind)
  const comparison = done
    ? only({ changes: [{ verb: 'revoke', asset, subject, before, after: undefined, because: [] }] })
    : only({ waiting: [{ for: 'client-unshare', asset, subject, wanted: undefined }] })
  return { comparison, granted: false, ceiling: new Set() }
}

function ceilingOf(kind: AssetKind, tasks: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return tasks === undefined ? undefined : new Set(closure(kind, tasks))
}

function only(part: Partial<Comparison>): Comparison {
  return { changes: [], waiting: [], unmanaged: [], unknown: undefined, ...part }
}
