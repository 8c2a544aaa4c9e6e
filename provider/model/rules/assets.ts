import { finding } from '../../findings/catalogue.ts'
import type { Address, Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import { factsOf, type AssetKind } from '../kinds.ts'
import type { Asset, Client, Model } from '../model.ts'
import type { Placed } from '../place.ts'
import { placeOf } from '../place.ts'

/** No Business of a client can be ours. Several files may name one Business: a holding has many brands. */
export function businessesAreNotOurs(model: Model): Finding[] {
  const ours = model.agency.business
  return model.clients.flatMap((client) => {
    const places = [
      ...(client.business === ours ? ['business'] : []),
      ...client.alsoBusinesses.flatMap((one, index) => (one === ours ? [`also_businesses.${index}`] : [])),
    ]
    return places.map((place) => finding('BUSINESS_IS_OURS', { business: ours }, placeOf(client, place)))
  })
}

/** An asset belongs to one stack; with two, their plans would undo each other. */
export function assetsAreListedOnce(model: Model): Finding[] {
  const first = new Map<string, Address>()
  return model.clients
    .flatMap((client) => client.assets)
    .flatMap((asset) => {
      const at = placeOf(asset, 'id')
      const before = first.get(asset.id)
      if (before === undefined) first.set(asset.id, at)
      return before === undefined
        ? []
        : [finding('ASSET_DUPLICATE', { asset: asset.id, first: lineOf(before) }, at)]
    })
}

type Use = { readonly asset: string; readonly kind: AssetKind | undefined; readonly at: Address }

/** Links, exceptions and narrowed members name only assets of the same file; a link also the right kind. */
export function assetsAreOfTheClient(model: Model): Finding[] {
  return model.clients.flatMap((client) => {
    const kinds = new Map(client.assets.map(({ id, kind }) => [id, kind]))
    return usesIn(client)
      .filter(({ asset, kind }) => !kinds.has(asset) || (kind !== undefined && kinds.get(asset) !== kind))
      .map(({ asset, kind, at }) => {
        const same = client.assets.filter((one) => kind === undefined || one.kind === kind)
        const known = listed([...new Set(same.map(({ id }) => id))])
        const among = kind === undefined ? 'assets' : factsOf(kind).list
        return finding('ASSET_UNKNOWN', { asset, among, client: client.slug, known }, at)
      })
  })
}

function usesIn(client: Client): Use[] {
  return [
    ...client.assets.flatMap(linksOf),
    ...client.team.flatMap((member) =>
      (member.only ?? []).map((asset, index) => useAt(asset, member, `assets.${index}`)),
    ),
    ...client.exceptions.map((exception) => useAt(exception.asset, exception, 'asset')),
    ...client.policyExceptions.flatMap((one) =>
      one.asset === undefined ? [] : [useAt(one.asset, one, 'asset')],
    ),
  ]
}

function useAt(asset: string, item: Placed, key: string): Use {
  return { asset, kind: undefined, at: placeOf(item, key) }
}

/** A pixel names its ad accounts, an Instagram account its Page. */
function linksOf(asset: Asset): Use[] {
  const { link } = factsOf(asset.kind)
  if (link === undefined) return []
  const { key, to, many } = link
  return asset.links.map((id, index) => {
    return { asset: id, kind: to, at: placeOf(asset, many ? `${key}.${index}` : key) }
  })
}

function lineOf({ file, line }: Address): string {
  return line === undefined ? file : `${file}:${line}`
}
