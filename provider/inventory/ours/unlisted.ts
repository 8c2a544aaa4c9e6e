import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { identityIn, type NotSeen, type ObservedAsset } from '../../model/observed.ts'
import { assetKey } from '../inventory.ts'
import type { AgencySide } from './agency-side.ts'

/** An asset that is shared with our Business, or that our Business owns, and that no file lists. */
export type UnlistedAsset = {
  readonly kind: AssetKind
  readonly id: string
  readonly name: string
  readonly observed: ObservedAsset
  /** The Business that owns it, if Meta shows it. */
  readonly owner: string | undefined
}

export type Unlisted = {
  readonly assets: readonly UnlistedAsset[]
  /** Kinds whose listing could not be read; they may have more unlisted assets. */
  readonly unseen: readonly { readonly kind: AssetKind; readonly reason: NotSeen }[]
}

/** Assets in our Business's listings beyond `listed` (keys by `assetKey`); throws only when the token does not work. */
export async function readUnlisted(side: AgencySide, listed: ReadonlySet<string>): Promise<Unlisted> {
  const looks = await Promise.all(ASSET_KINDS.map(async (kind) => ({ kind, look: await side.kind(kind) })))
  const own = await Promise.all(ASSET_KINDS.map(async (kind) => ({ kind, look: await side.owned(kind) })))
  const found = [...looks, ...own].flatMap(({ kind, look }) =>
    [...look.assets]
      .filter(([id]) => !listed.has(assetKey(kind, id)))
      .map(([id, observed]) => {
        const { name, business } = identityIn(observed)
        return { kind, id, name: name ?? id, observed, owner: business?.id }
      }),
  )
  return {
    assets: found,
    unseen: [...looks, ...own].flatMap(({ kind, look: { listing } }, index, all) =>
      // One kind is told once, although both of its listings may fail.
      'unknown' in listing &&
      all.findIndex((one) => one.kind === kind && 'unknown' in one.look.listing) === index
        ? [{ kind, reason: listing.unknown }]
        : [],
    ),
  }
}
