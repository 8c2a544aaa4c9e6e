import type { DesiredAsset } from '../../model/desired.ts'
import type { AssetKind } from '../../model/kinds.ts'
import type { NotSeen, ObservedAsset } from '../../model/observed.ts'
import { unknownAsset } from '../not-seen.ts'
import type { AgencySide, KindListing } from './agency-side.ts'
import { secondLook } from './second-look.ts'

/** What our Business owns of one kind, as far as the files name it. */
export type OwnLook = Pick<KindListing, 'shown'> & { readonly assets: ReadonlyMap<string, ObservedAsset> }

/**
 * The declared assets that our Business owns, and those declared otherwise that it owns nevertheless. `shared` is what
 * the listing of shares shows. The listing is read only where a file names an own asset, or asks a client for a share that
 * no listing shows: our own asset looks like that for ever. An empty answer and a missing right look alike
 * (graph-api 1.2, LIVE-CLAIM), so an own asset is then unknown. Throws only when the token does not work.
 */
export async function ownLook(
  side: AgencySide,
  kind: AssetKind,
  declared: readonly DesiredAsset[],
  shared: Pick<KindListing, 'listing' | 'assets'> | undefined,
): Promise<OwnLook> {
  const own = declared.filter(({ share }) => share.by === 'own')
  const missing = declared.filter(({ share, id }) => share.by === 'partner' && isMissing(shared, id))
  if (own.length + missing.length === 0) return { assets: new Map(), shown: new Map() }
  const known = await side.owned(kind)
  const { listing } = known
  const seen =
    'unknown' in listing || listing.rows === 0
      ? known.assets
      : await secondLook(side, kind, known, [...own, ...missing])
  const found = missing.flatMap(({ id }): [string, ObservedAsset][] => {
    const one = seen.get(id)
    return one === undefined ? [] : [[id, one]]
  })
  const ours = own.map(({ id }): [string, ObservedAsset] => [
    id,
    seen.get(id) ?? shared?.assets.get(id) ?? lacking(kind, known),
  ])
  return { assets: new Map([...found, ...ours]), shown: known.shown }
}

function isMissing(shared: Pick<KindListing, 'listing' | 'assets'> | undefined, id: string): boolean {
  return shared !== undefined && !('unknown' in shared.listing) && !shared.assets.has(id)
}

const EMPTY: NotSeen = {
  kind: 'contradiction',
  message: 'Meta lists no asset of this kind among those of our Business',
}

function lacking(kind: AssetKind, { listing }: KindListing): ObservedAsset {
  if ('unknown' in listing) return unknownAsset(kind, listing.unknown)
  return listing.rows === 0
    ? unknownAsset(kind, EMPTY)
    : { state: 'absent', kind, partner: { state: 'none' } }
}
