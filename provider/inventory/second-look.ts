import type { DesiredAsset } from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { AgencySide, KindListing } from './agency-side.ts'
import { contradicted } from './contradiction.ts'
import { leavesOpen, notSeen, unknownAsset } from './not-seen.ts'
import { readUserSide } from './user-side.ts'

/**
 * What a listing proves of the declared assets of its kind. An empty answer proves little, so it is looked at again:
 * an asset that should have people and lists none, from the people's side (somebody with access to all assets is often
 * missing from an asset's own list: graph-api 1.2, LIVE-CLAIM); and a kind without any row, asset by asset.
 * Throws only when the token does not work.
 */
export async function secondLook(
  side: AgencySide,
  kind: AssetKind,
  { assets, listing }: KindListing,
  declared: readonly DesiredAsset[],
): Promise<ReadonlyMap<string, ObservedAsset>> {
  if ('unknown' in listing) return assets
  if (listing.rows === 0) return contradicted(side, kind, declared)
  const empty = declared.filter(({ id, assignments }) => assignments.length > 0 && isEmpty(assets.get(id)))
  if (kind === 'page' || empty.length === 0) return assets
  return new Map([...assets, ...(await fromPeople(side, kind, assets, empty))])
}

/** The people of assets that list none; an asset stays as listed where the people's side shows nobody either, or is none. */
async function fromPeople(
  side: AgencySide,
  kind: AssetKind,
  assets: ReadonlyMap<string, ObservedAsset>,
  empty: readonly DesiredAsset[],
): Promise<[string, ObservedAsset][]> {
  const wanted = new Set(empty.flatMap(({ assignments }) => assignments.map(({ principal }) => principal)))
  const { members } = await side.us()
  const asked = members.filter(({ principal }) => wanted.has(principal))
  const { assigned, failed } = await readUserSide(side.api, kind, asked)
  if (failed?.kind === 'token') throw failed
  return empty.flatMap(({ id }): [string, ObservedAsset][] => {
    const seen = assets.get(id)
    const people = assigned.get(id)
    if (seen?.state !== 'present') return []
    if (people !== undefined) return [[id, { ...seen, assignments: Object.fromEntries(people) }]]
    return failed !== undefined && leavesOpen(failed) ? [[id, unknownAsset(kind, notSeen(failed))]] : []
  })
}

function isEmpty(asset: ObservedAsset | undefined): boolean {
  return asset?.state === 'present' && Object.keys(asset.assignments).length === 0
}
