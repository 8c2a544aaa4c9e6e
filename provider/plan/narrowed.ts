import type { Change, ManagedAsset } from './change.ts'

/** The part of a plan that is meant, asset by asset. */
export type Narrowed = {
  readonly changes: readonly Change[]
  /** Where every change is meant. */
  readonly assets: readonly ManagedAsset[]
  /** Where some are and others are not: nothing may be done there. */
  readonly mixed: readonly ManagedAsset[]
}

/** Keeps the assets on which every change is meant, for an asset can only be changed as a whole. */
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
