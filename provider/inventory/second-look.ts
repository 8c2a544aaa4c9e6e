import type { DesiredAsset } from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { AgencySide, KindListing } from './agency-side.ts'
import { contradicted } from './contradiction.ts'
import { lookFromUserSide } from './user-side.ts'

/**
 * What a listing proves of the declared assets of its kind. An empty answer proves little, so it is looked at again:
 * an asset that should have people and lists none, from the people's side (somebody with access to all assets is often
 * missing from an asset's own list: graph-api 1.2, LIVE-CLAIM); and a kind without any row, asset by asset.
 */
export async function secondLook(
  side: AgencySide,
  kind: AssetKind,
  { assets, listing }: KindListing,
  declared: readonly DesiredAsset[],
): Promise<ReadonlyMap<string, ObservedAsset>> {
  if ('unknown' in listing) return assets
  if (listing.rows === 0) return contradicted(side.api, declared)
  const empty = declared.filter(({ id, assignments }) => assignments.length > 0 && isEmpty(assets.get(id)))
  if (kind === 'page' || empty.length === 0) return assets
  const wanted = new Set(empty.flatMap(({ assignments }) => assignments.map(({ principal }) => principal)))
  const { members } = await side.us()
  const asked = members.filter(({ principal }) => wanted.has(principal))
  const assigned = await lookFromUserSide(side.api, kind, asked)
  const found = empty.flatMap(({ id }): [string, ObservedAsset][] => {
    const seen = assets.get(id)
    const people = assigned.get(id)
    if (seen?.state !== 'present' || people === undefined) return []
    return [[id, { ...seen, assignments: Object.fromEntries(people) }]]
  })
  return new Map([...assets, ...found])
}

function isEmpty(asset: ObservedAsset | undefined): boolean {
  return asset?.state === 'present' && Object.keys(asset.assignments).length === 0
}
