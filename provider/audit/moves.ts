import type { DesiredAsset, DesiredClient } from '../model/desired.ts'
import type { AssetMoved } from './entry.ts'

type Assets = Pick<DesiredClient, 'assets'>

/** What one client's file and those of the others asked for at two moments, by slug; undefined without a file. */
export type TwoVersions = {
  readonly before: Assets | undefined
  readonly after: Assets | undefined
  readonly others: ReadonlyMap<
    string,
    { readonly before: Assets | undefined; readonly after: Assets | undefined }
  >
}

/**
 * The assets that changed their client, and what to compare then: what comes is compared with what it was under the file
 * that it comes from, and what goes is not compared at all.
 */
export function withoutMoves({ before, after, others }: TwoVersions): {
  readonly before: Assets
  readonly after: Assets
  readonly moved: readonly AssetMoved[]
} {
  const [old, now] = [before?.assets ?? [], after?.assets ?? []]
  const came = [...others].flatMap(([from, other]) =>
    (other.before?.assets ?? []).flatMap((asset) =>
      isIn(now, asset) && !isIn(old, asset) ? [{ asset, from }] : [],
    ),
  )
  const went = [...others].flatMap(([to, other]) =>
    old.flatMap((asset) =>
      !isIn(now, asset) && isIn(other.after?.assets ?? [], asset) ? [{ asset, to }] : [],
    ),
  )
  const gone = went.map(({ asset }) => asset)
  return {
    before: { assets: [...old.filter((asset) => !isIn(gone, asset)), ...came.map(({ asset }) => asset)] },
    after: { assets: now },
    moved: [
      ...came.map(({ asset: { id }, from }) => ({ asset: id, from })),
      ...went.map(({ asset: { id }, to }) => ({ asset: id, to })),
    ],
  }
}

function isIn(assets: readonly DesiredAsset[], { kind, id }: DesiredAsset): boolean {
  return assets.some((one) => one.kind === kind && one.id === id)
}
