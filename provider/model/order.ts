import { ASSET_KINDS, type AssetKind } from './kinds.ts'

type Sorted = { readonly kind: AssetKind | 'business'; readonly id: string }

/**
 * The order of assets in desired access and plans: by kind, then by id, a Business last. The order in a file is for its
 * readers and must not change a plan.
 */
export function byKindAndId(a: Sorted, b: Sorted): number {
  return orderOf(a) - orderOf(b) || compareText(a.id, b.id)
}

function orderOf({ kind }: Sorted): number {
  return kind === 'business' ? ASSET_KINDS.length : ASSET_KINDS.indexOf(kind)
}

/** Compares by code units, independent of the locale. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
