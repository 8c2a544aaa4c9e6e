import type { Change, ManagedAsset } from './change.ts'

/** The meant part of a plan, asset by asset. */
export type Narrowed = {
  readonly changes: readonly Change[]
  /** Every change is meant. */
  readonly assets: readonly ManagedAsset[]
  /** Some changes are meant and others are not: nothing may be changed. */
  readonly mixed: readonly ManagedAsset[]
}

/** Keeps the assets on which every change is meant: an asset can only be changed as a whole. */
export function narrowed(changes: readonly Change[], isMeant: (change: Change) => boolean): Narrowed {
  const result = { changes: [] as Change[], assets: [] as ManagedAsset[], mixed: [] as ManagedAsset[] }
  for (const own of Map.groupBy(changes, ({ asset }) => `${asset.kind} ${asset.id}`).values()) {
    const [first] = own
    const meant = own.filter(isMeant)
    if (first === undefined || meant.length === 0 || first.asset.kind === 'business') continue
    const asset = first.asset as ManagedAsset
    if (meant.length < own.length) {
      result.mixed.push(asset)
      continue
    }
    result.assets.push(asset)
    result.changes.push(...own)
  }
  return result
}
