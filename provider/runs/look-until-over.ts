import { setTimeout as sleep } from 'node:timers/promises'
import { isClientInOrder } from '../engine/in-order.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { observedOf, type Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { IdsInState } from '../model/identify.ts'
import type { Model, Principal } from '../model/model.ts'
import type { RunContext } from './wiring/context.ts'
import type { ObservedAsset } from '../model/observed.ts'
import { readLive } from './wiring/live.ts'

/** An ended relationship may still show for a while (graph-api 4.9, LIVE-CLAIM), so the check is repeated. */
const LOOKS = 3
const PAUSE_MS = 2000

/**
 * Reads again until nothing of the client shows; what still shows, or cannot be read, is reported and the stack stays.
 */
export async function lookUntilOver(
  ends: DesiredClient,
  model: Model,
  context: RunContext,
  known: () => Promise<IdsInState>,
): Promise<Inventory | readonly Finding[]> {
  for (let look = 1; ; look += 1) {
    const inventory = await readLive({ clients: [ends], model }, context, known)
    if (!('version' in inventory) || isClientInOrder(ends, inventory)) return inventory
    if (look === LOOKS) return [notOver(ends, inventory)]
    await sleep(PAUSE_MS)
  }
}

/** Our own Business keeps what it owns: only people there are left of the client. */
function stillShows(observed: ObservedAsset, self: Principal): boolean {
  if (observed.state !== 'present') return false
  if (observed.partner.state !== 'own') return true
  return Object.keys(observed.people).some((principal) => principal !== self)
}

/** What keeps a relationship from being seen to be over: what still shows, or else what could not be read. */
function notOver({ slug, ends, assets }: DesiredClient, inventory: Inventory): Finding {
  const relations = (ends?.relations ?? []).map(
    (business) => [business, inventory.relations?.[business]] as const,
  )
  const seen = assets.map(({ kind, id }) => ({ id, observed: observedOf(inventory, kind, id) }))
  const related = relations.flatMap(([business, relation]) =>
    relation === 'there' ? [`the Business ${business} among our clients`] : [],
  )
  const shown = seen.filter(({ observed }) => stillShows(observed, inventory.self)).map(({ id }) => id)
  const unread = seen.flatMap(({ id, observed }) =>
    observed.state === 'unknown' ? [`${id} (${observed.reason.message})`] : [],
  )
  const unrelated = relations.flatMap(([business, relation]) =>
    typeof relation === 'object' ? [`the Business ${business} (${relation.unknown.message})`] : [],
  )
  const standing = [...related, ...shown]
  const unseen = [...unrelated, ...unread]
  return standing.length === 0 && unseen.length > 0
    ? finding('OFFBOARD_UNSEEN', { client: slug, what: unseen.join(', ') })
    : finding('OFFBOARD_STILL_THERE', { client: slug, what: standing.join(', ') || 'some of it' })
}
