import { readBatch } from '../../graph/batch.ts'
import { fieldOf, textOf } from '../../graph/json.ts'
import type { GraphRow } from '../../graph/list.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { Owner } from '../../model/shared-asset.ts'
import type { AgencySide } from './agency-side.ts'

/** The owner of an asset. Source: graph-api 3 (FACT). */
const OWNER = 'owner_business{id,name}'

/** The fields of a kind's rows that name its owner. */
export function ownerFields(kind: AssetKind): string[] {
  const { ownerAt } = nodeFactsOf(kind)
  return [...(ownerAt === undefined ? [] : [ownerAt]), ...(factsOf(kind).showsOwner ? [OWNER] : [])]
}

/** The owner of each row's asset, in the order of the rows: from the row, or from the node that it points to. */
export async function ownersOf(
  { api }: AgencySide,
  kind: AssetKind,
  rows: readonly GraphRow[],
): Promise<(Owner | undefined)[]> {
  const { ownerAt } = nodeFactsOf(kind)
  if (ownerAt === undefined) return rows.map(ownerIn)
  const answers = await readBatch(
    api,
    rows.map((row) => ({ path: textOf(row[ownerAt]) ?? '', params: { fields: OWNER } })),
  )
  return answers.map((answer) => ('body' in answer ? ownerIn(answer.body as GraphRow) : undefined))
}

function ownerIn(row: GraphRow): Owner | undefined {
  const owner = row['owner_business']
  const id = textOf(fieldOf(owner, 'id'))
  return id === undefined ? undefined : { id, name: textOf(fieldOf(owner, 'name')) ?? id }
}
