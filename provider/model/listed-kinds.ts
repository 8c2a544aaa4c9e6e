import type { AssetKind } from './kinds.ts'

/** The kinds of which these clients list an asset. */
export function listedKinds(
  clients: readonly { readonly assets: readonly { readonly kind: AssetKind }[] }[],
): ReadonlySet<AssetKind> {
  return new Set(clients.flatMap(({ assets }) => assets.map(({ kind }) => kind)))
}
