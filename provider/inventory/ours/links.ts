import { fieldOf, textOf } from '../../graph/json.ts'
import type { GraphRow } from '../../graph/list.ts'
import { listMany } from '../../graph/list-many.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import type { AgencySide } from './agency-side.ts'

/** An asset that a listing showed, with its row. */
export type ListedAsset = { readonly id: string; readonly row: GraphRow }

/** The fields of a kind's rows by which its links are found: its own, and those that assets of other kinds look for. */
export function linkFields(kind: AssetKind): string[] {
  const { linked } = nodeFactsOf(kind)
  const others = ASSET_KINDS.filter((other) => factsOf(other).link?.to === kind).flatMap((other) => {
    const { linked: by } = nodeFactsOf(other)
    return by?.by === 'field' ? [`${by.theirs}{id}`] : []
  })
  return linked?.by === 'field' ? [linked.own, ...others] : others
}

/** What each row of a kind is linked with, in the order of the rows; `before` are assets of the kinds that come first. */
export async function linksOf(
  side: AgencySide,
  kind: AssetKind,
  rows: readonly GraphRow[],
  before: readonly ListedAsset[],
): Promise<string[][]> {
  const { linked } = nodeFactsOf(kind)
  if (linked === undefined) return rows.map(() => [])
  if (linked.by === 'edge') return linkedByEdge(side, linked.edge, rows)
  const { theirs, own } = linked
  return rows.map((row) => {
    const wanted = textOf(row[own])
    const other = before.find(
      (one) => wanted !== undefined && textOf(fieldOf(one.row[theirs], 'id')) === wanted,
    )
    return other === undefined ? [] : [other.id]
  })
}

/** Where the edge of an asset cannot be read it has no links, which policy then asks for. */
async function linkedByEdge(
  { api, business }: AgencySide,
  edge: string,
  rows: readonly GraphRow[],
): Promise<string[][]> {
  const params = { business, fields: 'id' }
  const lists = await listMany(
    api,
    rows.map((row) => ({ path: [String(row['id']), edge], params })),
  )
  return lists.map((list) => ('error' in list ? [] : list.rows.map((row) => String(row['id']))))
}
