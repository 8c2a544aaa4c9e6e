import type { Asset, Client, Model } from './model.ts'

/** An asset that one version of the files lists for a client and the next for another. */
type FileMove = { readonly asset: Asset; readonly from: string; readonly to: string }

/** The assets that change their client between two versions of the files, in the order of the new ones. */
export function movedBetween(before: Pick<Model, 'clients'>, now: Pick<Model, 'clients'>): FileMove[] {
  const old = new Map(before.clients.flatMap(({ slug, assets }) => assets.map((one) => [keyOf(one), slug])))
  return now.clients.flatMap(({ slug: to, assets }: Client) =>
    assets.flatMap((asset) => {
      const from = old.get(keyOf(asset))
      return from === undefined || from === to ? [] : [{ asset, from, to }]
    }),
  )
}

function keyOf({ kind, id }: Pick<Asset, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}
