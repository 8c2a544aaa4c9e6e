import { GraphError } from '../../graph/graph-error.ts'
import { textOf } from '../../graph/json.ts'
import { listAll, type GraphRow } from '../../graph/list.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import type { NotSeen } from '../../model/observed.ts'
import type { SharedAsset } from '../../model/shared-asset.ts'
import { isSkipped, notSeen } from '../not-seen.ts'
import type { AgencySide } from './agency-side.ts'
import type { Side } from './sweep.ts'
import { linkFields, linksOf } from './links.ts'
import { identitiesOf, ownerFields } from '../identity.ts'

/** Everything shared with our Business, or the first kind that cannot be read: a part would look like less access. */
export type SharedAssets =
  { readonly assets: readonly SharedAsset[] } | { readonly unread: AssetKind; readonly reason: NotSeen }

/** An asset from the first listing, with its row. */
type NamedAsset = Omit<SharedAsset, 'partner' | 'people'> & { readonly row: GraphRow }

/**
 * All assets shared with our Business: names, owners and links, with our grant and our people as in the inventory. Two
 * listings a kind, and a read for the links and the owner of an asset whose row lacks them. `listed` are the kinds that
 * some file lists; of the kinds in `owned`, what our Business owns is there too. Throws only when the token does not work.
 */
export async function readSharedAssets(
  side: AgencySide,
  listed: ReadonlySet<AssetKind>,
  owned: ReadonlySet<AssetKind> = new Set(),
): Promise<SharedAssets> {
  const named: NamedAsset[] = []
  for (const kind of ASSET_KINDS) {
    for (const of of owned.has(kind) ? (['shared', 'own'] as const) : (['shared'] as const)) {
      const rows = await rowsOfKind(side, kind, of)
      if (!Array.isArray(rows) && isSkipped(kind, rows, listed)) continue
      if (!Array.isArray(rows)) return { unread: kind, reason: rows }
      const found = await namedOf(side, kind, rows, named)
      named.push(...(of === 'own' ? found.map((one) => ({ ...one, ours: true as const })) : found))
    }
  }
  const assets: SharedAsset[] = []
  for (const { row: _, ...one } of named) {
    const { listing, assets: seen } = await (one.ours === true ? side.owned(one.kind) : side.kind(one.kind))
    if ('unknown' in listing) return { unread: one.kind, reason: listing.unknown }
    const asset = seen.get(one.id)
    if (asset?.state !== 'present') continue
    const partner = asset.partner.state === 'granted' ? asset.partner.tasks : undefined
    assets.push({ ...one, partner, people: asset.people })
  }
  return { assets }
}

async function rowsOfKind(
  { api, business }: AgencySide,
  kind: AssetKind,
  of: Side,
): Promise<GraphRow[] | NotSeen> {
  const { clientEdge, ownedEdge, nameField } = nodeFactsOf(kind)
  const spend = factsOf(kind).spends ? ['currency', 'timezone_name'] : []
  const fields = new Set(['id', nameField, ...spend, ...linkFields(kind), ...ownerFields(kind)])
  try {
    return await listAll(api, [business, of === 'own' ? ownedEdge : clientEdge], {
      fields: [...fields].join(','),
    })
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return notSeen(error)
  }
}

async function namedOf(
  side: AgencySide,
  kind: AssetKind,
  rows: readonly GraphRow[],
  before: readonly NamedAsset[],
): Promise<NamedAsset[]> {
  const { nameField } = nodeFactsOf(kind)
  const links = await linksOf(side, kind, rows, before)
  const identities = await identitiesOf(side.api, kind, rows)
  return rows.map((row, index): NamedAsset => {
    const { business } = identities[index] ?? {}
    const id = String(row['id'])
    const own = links[index] ?? []
    // An asset that does not show its owner belongs to the owner of the asset that it is linked to.
    const linkedTo = factsOf(kind).showsOwner ? undefined : before.find((one) => own.includes(one.id))
    return {
      row,
      kind,
      id,
      name: textOf(row[nameField]) ?? id,
      owner:
        business === undefined ? linkedTo?.owner : { id: business.id, name: business.name ?? business.id },
      links: own,
      currency: textOf(row['currency']),
      timezone: textOf(row['timezone_name']),
    }
  })
}
