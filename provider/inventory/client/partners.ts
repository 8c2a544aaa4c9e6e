import type { GraphApi } from '../../graph/api.ts'
import { readBatch } from '../../graph/batch.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { textOf, fieldOf } from '../../graph/json.ts'
import { listAll, type GraphRow } from '../../graph/list.ts'
import { listMany, type Listed } from '../../graph/list-many.ts'
import type { DesiredAsset } from '../../model/desired.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { NotSeen } from '../../model/observed.ts'
import { inTurns } from '../in-turns.ts'
import { notSeen } from '../not-seen.ts'
import { tasksIn } from '../tasks-in.ts'

/** A Business with which the client shares an asset. */
type Partner = {
  readonly business: string
  readonly name: string
  readonly tasks: readonly string[]
  /** Whether the share counts already, or somebody still has to agree. */
  readonly confirmed: boolean
}

/** The partners of one asset, or why they cannot be told. */
export type AssetPartners = { readonly asset: DesiredAsset } & (
  { readonly partners: readonly Partner[] } | { readonly unknown: NotSeen }
)

const FIELDS = 'id,name,access_status,permitted_tasks'
const TOKENS_AT_ONCE = 4

/**
 * Every partner of the client's assets whose kind lists them, read with the client's token. An asset with its own token
 * is read with that one, which Meta gives to an admin of the client (INFERENCE, graph-api 8). Source: graph-api 1.5
 * (FACT: rows of `agencies`), graph-api 1.4 (FACT: a Page wants its own token).
 */
export async function readPartners(
  api: GraphApi,
  assets: readonly DesiredAsset[],
  apiWith: (token: string) => GraphApi,
): Promise<AssetPartners[]> {
  const listed = assets.filter(({ kind }) => factsOf(kind).partnerEdge !== 'none')
  const owning = listed.filter(({ kind }) => factsOf(kind).hasOwnToken)
  const others = listed.filter(({ kind }) => !factsOf(kind).hasOwnToken)
  const lists = await listMany(
    api,
    others.map(({ id }) => ({ path: [id, 'agencies'], params: { fields: FIELDS } })),
  )
  const tokens = await readBatch(
    api,
    owning.map(({ id }) => ({ path: id, params: { fields: 'access_token' } })),
  )
  const byOwnToken = await inTurns(TOKENS_AT_ONCE, [...owning.entries()], async ([index, asset]) => {
    const answer = tokens[index]
    if (answer !== undefined && 'error' in answer) return partnersIn(asset, answer)
    const token = textOf(fieldOf(answer?.body, 'access_token'))
    return partnersIn(asset, token === undefined ? undefined : await listOf(apiWith(token), asset.id))
  })
  return [...others.map((asset, index) => partnersIn(asset, lists[index])), ...byOwnToken]
}

async function listOf(api: GraphApi, id: string): Promise<Listed> {
  try {
    return { rows: await listAll(api, [id, 'agencies'], { fields: FIELDS }) }
  } catch (error) {
    if (error instanceof GraphError) return { error }
    throw error
  }
}

function noToken(kind: AssetKind): NotSeen {
  const message = `Meta gives no access token of the ${factsOf(kind).title} to the holder of the client's token`
  return { kind: 'page-token', message }
}

function partnersIn(asset: DesiredAsset, list: Listed | undefined): AssetPartners {
  if (list === undefined) return { asset, unknown: noToken(asset.kind) }
  return 'error' in list
    ? { asset, unknown: notSeen(list.error) }
    : { asset, partners: list.rows.map(partnerIn) }
}

function partnerIn(row: GraphRow): Partner {
  return {
    business: String(row['id']),
    name: textOf(row['name']) ?? String(row['id']),
    tasks: tasksIn(row['permitted_tasks']),
    confirmed: row['access_status'] === 'CONFIRMED',
  }
}
