import { doubtsOnEmptyListing } from '../inventory/ours/empty-listing.ts'
import { agencySide } from '../inventory/ours/agency-side.ts'
import type { GraphApi } from '../graph/api.ts'
import { GraphError } from '../graph/graph-error.ts'
import { listAll } from '../graph/list.ts'
import { nodeFactsOf } from '../graph/nodes.ts'
import { factsOf } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { NotSeen, ObservedAsset, ObservedMember, ObservedPartner } from '../model/observed.ts'
import { openShareOf } from '../inventory/client/pending-shares.ts'
import { notSeen } from '../inventory/not-seen.ts'
import { tasksIn } from '../inventory/tasks-in.ts'
import { desiredOf, type AssetInputs } from './inputs.ts'

/** One part of a look: what it shows (which may be that nothing is there), or why it could not be read. */
export type LookedPart<T> = { readonly seen: T } | { readonly unread: NotSeen }

export type People = Readonly<Record<Principal, readonly string[]>>

/** What is seen of a part, if it was read. */
export function seenIn<T>(part: LookedPart<T> | undefined): T | undefined {
  return part !== undefined && 'seen' in part ? part.seen : undefined
}

/** Reads a part. An error of Meta's makes it unread, which is neither there nor gone. */
export async function readPart<T>(read: () => Promise<T>): Promise<LookedPart<T>> {
  try {
    return { seen: await read() }
  } catch (error) {
    if (error instanceof GraphError) return { unread: notSeen(error) }
    throw error
  }
}

/**
 * An asset's people right after a write, read from the asset itself in one request. `business` is the Business of our
 * people there; a wrong one gets an empty list (graph-api 1.2). Throws GraphError.
 */
export async function rereadPeople(
  api: GraphApi,
  asset: string,
  business: string,
  members: ReadonlyMap<Principal, ObservedMember>,
): Promise<People> {
  const principals = new Map([...members].map(([principal, { id }]) => [id, principal]))
  const rows = await listAll(api, [asset, 'assigned_users'], { business, fields: 'id,tasks' })
  return Object.fromEntries(
    rows.map((row) => {
      const id = String(row['id'])
      return [principals.get(id) ?? `#${id}`, tasksIn(row['tasks'])]
    }),
  )
}

/** The state of our share right after a write by the client's side, read there. Throws GraphError. */
export async function rereadPartner(
  api: GraphApi,
  { kind, asset, agencyBusiness }: AssetInputs,
): Promise<ObservedPartner> {
  const rows = await listAll(api, [asset, 'agencies'], { fields: 'id,access_status,permitted_tasks' })
  const row = rows.find(({ id }) => id === agencyBusiness)
  if (row === undefined) return { state: 'none' }
  if (row['access_status'] !== undefined && row['access_status'] !== 'CONFIRMED') return openShareOf(kind)
  return {
    state: 'granted',
    tasks: Array.isArray(row['permitted_tasks']) ? tasksIn(row['permitted_tasks']) : undefined,
  }
}

/**
 * Whether our share is still there after our own side gave it up: one request per 100 assets of the kind. An empty list
 * looks like a missing right, so it counts only if the asset itself cannot be read either. Throws GraphError.
 */
export async function rereadOwnShare(
  api: GraphApi,
  inputs: AssetInputs,
): Promise<LookedPart<ObservedPartner>> {
  const { kind, asset, agencyBusiness } = inputs
  const rows = await listAll(api, [agencyBusiness, nodeFactsOf(kind).clientEdge], { fields: 'id' })
  if (rows.some(({ id }) => id === asset)) return { seen: { state: 'granted', tasks: undefined } }
  if (rows.length > 0) return { seen: { state: 'none' } }
  const doubts = await doubtsOnEmptyListing(agencySide(api, agencyBusiness), kind, [desiredOf(inputs)])
  const doubt = doubts.get(asset)
  return doubt?.state === 'unknown' ? { unread: doubt.reason } : { seen: { state: 'none' } }
}

/** The asset with the parts that a new read shows; a part that was not read is as it was known. */
export function withLook(
  observed: ObservedAsset,
  look: { readonly partner: ObservedPartner | undefined; readonly people: People | undefined },
): ObservedAsset {
  if (observed.state === 'unknown') return observed
  const { kind, identity } = observed
  const same = identity === undefined ? {} : { identity }
  const partner = look.partner ?? observed.partner
  if (look.people !== undefined)
    return { state: 'present', kind, partner, people: look.people, writable: true, ...same }
  if (observed.state === 'present') return { ...observed, partner }
  if (partner.state !== 'granted') return { state: 'absent', kind, partner, ...same }
  // A new share has nobody on it, and our side cannot write an asset that shows its people only to its own token.
  return { state: 'present', kind, partner, people: {}, writable: !factsOf(kind).hasOwnToken, ...same }
}
