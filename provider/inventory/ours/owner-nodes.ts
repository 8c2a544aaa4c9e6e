import { fieldOf, textOf } from '../../graph/json.ts'
import type { GraphRow } from '../../graph/list.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import type { ObservedAsset, OwningBusiness } from '../../model/observed.ts'
import { OWNER, ownerIn, ownersAt } from '../identity.ts'
import type { AgencySide } from './agency-side.ts'

/**
 * Some assets do not name their owner, but another node does: an Instagram account's user (graph-api 3, FACT). `nodes`
 * is asset -> that node; `shown` is node -> owner, as the rows of linked assets (its Page) show it without a request
 * more.
 */
export type OwnerNodes = {
  readonly nodes: ReadonlyMap<string, string>
  readonly shown: ReadonlyMap<string, OwningBusiness>
}

/** The assets of one kind. */
type KindLook = OwnerNodes & { readonly assets: ReadonlyMap<string, ObservedAsset> }

/** The field of a kind's rows that leads to the owner's node of a linked asset. */
function fieldsToNodes(kind: AssetKind): string[] {
  return ASSET_KINDS.flatMap((other) => {
    const { linked, ownerAt } = nodeFactsOf(other)
    const leads = factsOf(other).link?.to === kind && linked?.by === 'field' && linked.own === ownerAt
    return leads ? [linked.theirs] : []
  })
}

export function linkedOwnerFields(kind: AssetKind): string[] {
  return fieldsToNodes(kind).map((field) => `${field}{id,${OWNER}}`)
}

export function ownerNodesIn(kind: AssetKind, rows: readonly GraphRow[]): ReadonlyMap<string, string> {
  const { ownerAt } = nodeFactsOf(kind)
  if (ownerAt === undefined) return new Map()
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const node = textOf(row[ownerAt])
      return node === undefined ? [] : [[String(row['id']), node]]
    }),
  )
}

export function shownOwnersIn(
  kind: AssetKind,
  rows: readonly GraphRow[],
): ReadonlyMap<string, OwningBusiness> {
  const nodes = fieldsToNodes(kind).flatMap((field) => rows.map((row) => row[field]))
  return new Map(
    nodes.flatMap((node): [string, OwningBusiness][] => {
      const id = textOf(fieldOf(node, 'id'))
      const owner = ownerIn(node)
      return id === undefined || owner === undefined ? [] : [[id, owner]]
    }),
  )
}

/**
 * All assets of the looks, with the owners that other nodes name: from the rows of linked assets, else, for the
 * `declared` ones, from the node itself (50 a request). An owner that Meta does not show stays unknown.
 */
export async function withOwners(
  { api }: AgencySide,
  looks: readonly KindLook[],
  declared: readonly string[],
): Promise<[string, ObservedAsset][]> {
  const shown = new Map(looks.flatMap((look) => [...look.shown]))
  const nodes = new Map(looks.flatMap((look) => [...look.nodes]))
  const asked = [
    ...new Set(
      declared.flatMap((id) => {
        const node = nodes.get(id)
        return node === undefined || shown.has(node) ? [] : [node]
      }),
    ),
  ]
  const owners = await ownersAt(api, asked)
  for (const [index, node] of asked.entries()) {
    const owner = owners[index]
    if (owner !== undefined) shown.set(node, owner)
  }
  return looks.flatMap(({ assets }) =>
    [...assets].map(([id, asset]): [string, ObservedAsset] => {
      const business = shown.get(nodes.get(id) ?? '')
      if (asset.state === 'unknown' || business === undefined) return [id, asset]
      return [id, { ...asset, identity: { ...asset.identity, business } }]
    }),
  )
}
