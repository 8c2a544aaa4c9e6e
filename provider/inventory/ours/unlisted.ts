import { readBatch } from '../../graph/batch.ts'
import { fieldOf, textOf } from '../../graph/json.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import type { NotSeen, ObservedAsset } from '../../model/observed.ts'
import type { AgencySide } from './agency-side.ts'

/** An asset that is shared with our Business and that no file lists. */
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

/** Above this number the owners are not worth a request each: the agency is only starting its files. */
const MOST_OWNERS = 100

/** A key that is unique across kinds: ids of different kinds may be equal. */
export function assetKey(kind: AssetKind, id: string): string {
  return `${kind} ${id}`
}

/** Assets in our Business's listings beyond `listed` (keys by `assetKey`); throws only when the token does not work. */
export async function readUnlisted(side: AgencySide, listed: ReadonlySet<string>): Promise<Unlisted> {
  const looks = await Promise.all(ASSET_KINDS.map(async (kind) => ({ kind, look: await side.kind(kind) })))
  const found = looks.flatMap(({ kind, look }) =>
    [...look.assets]
      .filter(([id]) => !listed.has(assetKey(kind, id)))
      .map(([id, observed]) => ({ kind, id, name: look.names.get(id) ?? id, observed })),
  )
  const owners = await readOwners(side, found)
  return {
    assets: found.map((asset) => ({ ...asset, owner: owners.get(assetKey(asset.kind, asset.id)) })),
    unseen: looks.flatMap(({ kind, look: { listing } }) =>
      'unknown' in listing ? [{ kind, reason: listing.unknown }] : [],
    ),
  }
}

/** Source: graph-api 3 (FACT): `owner_business` of all kinds but Instagram; without it the client has no name. */
async function readOwners(
  { api }: AgencySide,
  assets: readonly Pick<UnlistedAsset, 'kind' | 'id'>[],
): Promise<Map<string, string>> {
  const asked = assets.filter(({ kind }) => factsOf(kind).showsOwner).slice(0, MOST_OWNERS)
  const answers = await readBatch(
    api,
    asked.map(({ id }) => ({ path: id, params: { fields: 'owner_business{id}' } })),
  )
  return new Map(
    asked.flatMap(({ kind, id }, index): [string, string][] => {
      const answer = answers[index]
      const owner =
        answer !== undefined && 'body' in answer
          ? textOf(fieldOf(fieldOf(answer.body, 'owner_business'), 'id'))
          : undefined
      return owner === undefined ? [] : [[assetKey(kind, id), owner]]
    }),
  )
}
