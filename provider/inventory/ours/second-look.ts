import type { DesiredAsset } from '../../model/desired.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { Principal } from '../../model/model.ts'
import type { ObservedAsset } from '../../model/observed.ts'
import type { AgencySide, KindListing } from './agency-side.ts'
import { doubtsOnEmptyListing } from './empty-listing.ts'
import { leavesOpen, notSeen, unknownAsset } from '../not-seen.ts'
import { readFromMembers } from '../from-members.ts'

/**
 * Checks what a listing proves of the declared assets of its kind. A missing person proves little, so two cases are
 * read again from the people's side: an asset that lists nobody, and people whom no asset of the kind lists (whoever
 * may use all assets is often missing from one asset's list: graph-api 1.2, LIVE-CLAIM; that somebody listed elsewhere
 * is no such person is INFERENCE). A kind without rows is read asset by asset. Throws only when the token does not
 * work.
 */
export async function secondLook(
  side: AgencySide,
  kind: AssetKind,
  { assets, listing }: KindListing,
  declared: readonly DesiredAsset[],
): Promise<ReadonlyMap<string, ObservedAsset>> {
  if ('unknown' in listing) return assets
  if (listing.rows === 0) return doubtsOnEmptyListing(side, kind, declared)
  // Its people were already read from their side.
  if (factsOf(kind).hasOwnToken) return assets
  const listed = new Set(
    [...assets.values()].flatMap((asset) => (asset.state === 'present' ? Object.keys(asset.people) : [])),
  )
  const doubts = new Map(
    declared.map((asset) => [asset.id, unprovenOn(asset, assets.get(asset.id), listed)] as const),
  )
  const short = [...doubts].flatMap(([id, people]) => (people.length > 0 ? [id] : []))
  if (short.length === 0) return assets
  const wanted = new Set([...doubts.values()].flat())
  return new Map([...assets, ...(await fromPeople(side, kind, assets, short, wanted))])
}

/** Adds those of `wanted` whom the people's side shows; an asset is unchanged where it shows nobody more. */
async function fromPeople(
  side: AgencySide,
  kind: AssetKind,
  assets: ReadonlyMap<string, ObservedAsset>,
  short: readonly string[],
  wanted: ReadonlySet<Principal>,
): Promise<[string, ObservedAsset][]> {
  const { members } = await side.people()
  const asked = members.filter(({ principal }) => wanted.has(principal))
  const { assigned, failed } = await readFromMembers(side.api, kind, asked)
  if (failed?.kind === 'token') throw failed
  return short.flatMap((id): [string, ObservedAsset][] => {
    const seen = assets.get(id)
    const found = assigned.get(id)
    if (seen?.state !== 'present') return []
    if (found !== undefined)
      return [[id, { ...seen, people: { ...Object.fromEntries(found), ...seen.people } }]]
    return failed !== undefined && leavesOpen(failed) ? [[id, unknownAsset(kind, notSeen(failed))]] : []
  })
}

/** The people who should be on an asset, are not in its list, and may be there nevertheless. */
function unprovenOn(
  { people }: DesiredAsset,
  seen: ObservedAsset | undefined,
  listed: ReadonlySet<Principal>,
): Principal[] {
  if (seen?.state !== 'present') return []
  const isEmpty = Object.keys(seen.people).length === 0
  return people.map(({ principal }) => principal).filter((principal) => isEmpty || !listed.has(principal))
}
