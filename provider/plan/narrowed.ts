import type { Change, ManagedAsset } from './change.ts'

/** The meant part of a plan. */
export type Narrowed = { readonly changes: readonly Change[]; readonly assets: readonly ManagedAsset[] }

/** Keeps the meant changes, and the assets on which they are; never our own Business. */
export function narrowed(changes: readonly Change[], isMeant: (change: Change) => boolean): Narrowed {
  const meant = changes.filter((change) => change.asset.kind !== 'business' && isMeant(change))
  const assets = new Map(meant.map(({ asset }) => [`${asset.kind} ${asset.id}`, asset as ManagedAsset]))
  return { changes: meant, assets: [...assets.values()] }
}

/** Names a change on an asset: there is at most one for our share, and one for each person. */
export function changeKey({ asset, subject }: Pick<Change, 'asset' | 'subject'>): string {
  return JSON.stringify([asset.kind, asset.id, 'principal' in subject ? subject.principal : null])
}
