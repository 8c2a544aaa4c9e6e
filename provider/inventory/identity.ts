import type { GraphApi } from '../graph/api.ts'
import { readBatch } from '../graph/batch.ts'
import { fieldOf, textOf } from '../graph/json.ts'
import type { GraphRow } from '../graph/list.ts'
import { nodeFactsOf } from '../graph/nodes.ts'
import { factsOf, type AssetKind } from '../model/kinds.ts'
import type { AssetIdentity } from '../model/observed.ts'

/** The Business that owns an asset. Source: graph-api 3 (FACT). */
export const OWNER = 'owner_business{id,name}'

/** The fields of a kind's rows that say whose an asset is, besides its name. */
export function ownerFields(kind: AssetKind): string[] {
  const { ownerAt, ownerIdAt } = nodeFactsOf(kind)
  return [
    ...(ownerAt === undefined ? [] : [ownerAt]),
    ...(ownerIdAt === undefined ? [] : [ownerIdAt]),
    ...(factsOf(kind).showsOwner ? [OWNER] : []),
  ]
}

/**
 * Whose each row's asset is, in the order of the rows: from the row, or from the node that it points to (an Instagram
 * account's user, 50 a request). What Meta does not show to this token is left out, and is no error.
 */
export async function identitiesOf(
  api: GraphApi,
  kind: AssetKind,
  rows: readonly GraphRow[],
): Promise<AssetIdentity[]> {
  const { ownerAt } = nodeFactsOf(kind)
  if (ownerAt === undefined) return rows.map((row) => identityIn(kind, row))
  const owners = await ownersAt(
    api,
    rows.map((row) => textOf(row[ownerAt]) ?? ''),
  )
  return rows.map((row, index) => identityIn(kind, row, owners[index]))
}

/** The Business that owns each node, 50 a request; undefined where Meta does not show it to this token. */
export async function ownersAt(
  api: GraphApi,
  nodes: readonly string[],
): Promise<readonly AssetIdentity['business'][]> {
  const answers = await readBatch(
    api,
    nodes.map((path) => ({ path, params: { fields: OWNER } })),
  )
  return answers.map((answer) => ('body' in answer ? ownerIn(answer.body) : undefined))
}

/** Whose asset a row shows, as far as the row itself says it. */
export function identityIn(kind: AssetKind, row: GraphRow, business = ownerIn(row)): AssetIdentity {
  const { nameField, ownerIdAt } = nodeFactsOf(kind)
  const name = textOf(row[nameField])
  const ownerId = ownerIdAt === undefined ? undefined : textOf(row[ownerIdAt])
  return {
    ...(name === undefined ? {} : { name }),
    ...(business === undefined ? {} : { business }),
    ...(ownerId === undefined ? {} : { ownerId }),
  }
}

/** The Business that a node's row names as its owner. */
export function ownerIn(row: unknown): AssetIdentity['business'] {
  const owner = fieldOf(row, 'owner_business')
  const id = textOf(fieldOf(owner, 'id'))
  const name = textOf(fieldOf(owner, 'name'))
  return id === undefined ? undefined : { id, ...(name === undefined ? {} : { name }) }
}

/**
 * Whose each asset is, read from the asset itself, by id: two requests at most for 50 assets. An asset that this token
 * cannot read has no entry; one that answers under another id (a Page that was merged) proves nothing.
 */
export async function readIdentities(
  api: GraphApi,
  assets: readonly { readonly kind: AssetKind; readonly id: string }[],
): Promise<ReadonlyMap<string, AssetIdentity>> {
  const answers = await readBatch(
    api,
    assets.map(({ kind, id }) => ({ path: id, params: { fields: identityFields(kind).join(',') } })),
  )
  const shown = assets.flatMap(({ kind, id }, index) => {
    const answer = answers[index]
    return answer !== undefined && 'body' in answer ? [{ kind, id, row: answer.body as GraphRow }] : []
  })
  const found = new Map<string, AssetIdentity>()
  for (const [kind, own] of Map.groupBy(shown, (one) => one.kind)) {
    const identities = await identitiesOf(
      api,
      kind,
      own.map(({ row }) => row),
    )
    for (const [index, { id, row }] of own.entries())
      found.set(id, row['id'] === id ? (identities[index] ?? {}) : {})
  }
  return found
}

function identityFields(kind: AssetKind): string[] {
  return ['id', nodeFactsOf(kind).nameField, ...ownerFields(kind)]
}
