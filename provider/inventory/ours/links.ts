import { fieldOf, textOf } from '../../graph/json.ts'
import type { GraphRow } from '../../graph/list.ts'
import { listMany } from '../../graph/list-many.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import type { AgencySide } from './agency-side.ts'

/** An asset from a listing, with its row. */
export type ListedAsset = { readonly id: string; readonly row: GraphRow }

/** The fields of a kind's rows that show its links: its own, and those that assets of other kinds match. */
export function linkFields(kind: AssetKind): string[] {
  const { linked } = nodeFactsOf(kind)
  const others = ASSET_KINDS.filter((other) => factsOf(other).link?.to === kind).flatMap((other) => {
    const { linked: by } = nodeFactsOf(other)
    return by?.by === 'field' ? [`${by.theirs}{id}`] : []
  })
  return linked?.by === 'field' ? [linked.own, ...others] : others
}

/** The links of each row of a kind, in the order of the rows; `before` holds assets of the earlier kinds. */
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

/** An asset whose edge cannot be read has no links; the policy then asks for them. */
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
