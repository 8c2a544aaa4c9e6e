import type { GraphApi } from '../graph/api.ts'
import { listAll } from '../graph/list.ts'
import { factsOf } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedAsset, ObservedMember, ObservedPartner } from '../model/observed.ts'
import { openShareOf } from '../inventory/client/pending-shares.ts'
import { tasksIn } from '../inventory/tasks-in.ts'
import type { AssetInputs } from './inputs.ts'

/**
 * An asset's people right after a write, read from the asset itself in one request. `business` is the Business of our
 * people there; a wrong one gets an empty list (graph-api 1.2).
 */
export async function rereadPeople(
  api: GraphApi,
  asset: string,
  business: string,
  members: ReadonlyMap<Principal, ObservedMember>,
): Promise<Readonly<Record<Principal, readonly string[]>>> {
  const principals = new Map([...members].map(([principal, { id }]) => [id, principal]))
  const rows = await listAll(api, [asset, 'assigned_users'], { business, fields: 'id,tasks' })
  return Object.fromEntries(
    rows.map((row) => {
      const id = String(row['id'])
      return [principals.get(id) ?? `#${id}`, tasksIn(row['tasks'])]
    }),
  )
}

/** The state of our share right after a write by the client's side, which alone sees it on the asset. */
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

/** The asset with the parts that a new read shows; a part that could not be read is unchanged. */
export function withLook(
  observed: ObservedAsset,
  look: {
    readonly partner: ObservedPartner | undefined
    readonly people: Readonly<Record<Principal, readonly string[]>> | undefined
  },
): ObservedAsset {
  const { kind } = observed
  const { identity } = observed.state === 'unknown' ? {} : observed
  const same = identity === undefined ? {} : { identity }
  const partner = look.partner ?? (observed.state === 'unknown' ? { state: 'none' } : observed.partner)
  if (look.people !== undefined)
    return { state: 'present', kind, partner, people: look.people, writable: true, ...same }
  if (observed.state === 'present') return { ...observed, partner }
  if (partner.state !== 'granted') return { state: 'absent', kind, partner, ...same }
  // A new share has nobody on it, and our side cannot write an asset that shows its people only to its own token.
  return { state: 'present', kind, partner, people: {}, writable: !factsOf(kind).hasOwnToken, ...same }
}
