import type { GraphApi } from '../../graph/api.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { listMany, type Listed } from '../../graph/list-many.ts'
import type { DesiredAsset } from '../../model/desired.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { Principal } from '../../model/model.ts'
import type { ObservedAsset, ObservedMember } from '../../model/observed.ts'
import { domainOf } from '../../model/principal.ts'
import { readMembers } from '../members.ts'
import { notSeen, unknownAsset } from '../not-seen.ts'
import { tasksIn } from '../tasks-in.ts'
import { readFromMembers } from '../from-members.ts'

export type DirectShares = {
  readonly assets: ReadonlyMap<string, ObservedAsset>
  readonly guests: readonly ObservedMember[]
}

/**
 * Our people on assets that the client shares with them directly, read with the client's token. They are members of the
 * client's own Business, with other ids; guests are its members with an address of our domains. When the client cannot
 * be read, its assets are unknown.
 */
export async function readDirectShares(
  api: GraphApi,
  assets: readonly DesiredAsset[],
  clientBusiness: string,
  domains: readonly string[],
): Promise<DirectShares> {
  try {
    const members = await readMembers(api, clientBusiness)
    const ours = members.filter((member) => isGuest(member, domains))
    // Somebody without an address may be one of ours: whether we have no such guest is then unknown.
    const nameless = members.filter((member) => member.nameless === true && !member.systemUser)
    const guests = [...ours, ...nameless]
    const owning = assets.filter(({ kind }) => factsOf(kind).hasOwnToken)
    const others = assets.filter(({ kind }) => !factsOf(kind).hasOwnToken)
    const seen: [string, ObservedAsset][] = []
    for (const [kind, own] of Map.groupBy(owning, ({ kind }) => kind))
      seen.push(...(await readFromPeople(api, kind, own, ours)))
    seen.push(...(await readFromAssets(api, others, clientBusiness, ours)))
    return { assets: new Map(seen), guests }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return {
      assets: new Map(assets.map(({ id, kind }) => [id, unknownAsset(kind, notSeen(error))])),
      guests: [],
    }
  }
}

/** Without the client's token our side cannot see a direct share: it counts as open. */
export function unseenShare(kind: AssetKind): ObservedAsset {
  return openShare(kind, [])
}

/** Whether a member has an address of our domains, or an open invitation to one. */
export function isGuest({ principal, systemUser }: ObservedMember, domains: readonly string[]): boolean {
  return !systemUser && principal.includes('@') && domains.includes(domainOf(principal))
}

/** An asset that shows its people only to its own token is read from the people's side. */
async function readFromPeople(
  api: GraphApi,
  kind: AssetKind,
  assets: readonly DesiredAsset[],
  guests: readonly ObservedMember[],
): Promise<[string, ObservedAsset][]> {
  const { assigned, failed } = await readFromMembers(api, kind, guests)
  return assets.map(({ id }) => [
    id,
    failed === undefined
      ? openShare(kind, [...(assigned.get(id) ?? [])])
      : unknownAsset(kind, notSeen(failed)),
  ])
}

async function readFromAssets(
  api: GraphApi,
  assets: readonly DesiredAsset[],
  business: string,
  guests: readonly ObservedMember[],
): Promise<[string, ObservedAsset][]> {
  const principals = new Map(guests.map(({ id, principal }) => [id, principal]))
  const params = { business, fields: 'id,tasks' }
  const lists = await listMany(
    api,
    assets.map(({ id }) => ({ path: [id, 'assigned_users'], params })),
  )
  return assets.flatMap(({ id, kind }, index): [string, ObservedAsset][] => {
    const list = lists[index]
    return list === undefined ? [] : [[id, sharedWith(principals, kind, list)]]
  })
}

/** Keeps our people; the client's own are not our concern. */
function sharedWith(
  principals: ReadonlyMap<string, Principal>,
  kind: AssetKind,
  list: Listed,
): ObservedAsset {
  if ('error' in list) return unknownAsset(kind, notSeen(list.error))
  return openShare(
    kind,
    list.rows.flatMap((row): [Principal, string[]][] => {
      const principal = principals.get(String(row['id']))
      return principal === undefined ? [] : [[principal, tasksIn(row['tasks'])]]
    }),
  )
}

function openShare(kind: AssetKind, rows: readonly (readonly [Principal, string[]])[]): ObservedAsset {
  const people = Object.fromEntries(rows)
  return { state: 'present', kind, partner: { state: 'none' }, people, writable: true }
}
