import type { GraphApi } from '../graph/api.ts'
import { readBatch } from '../graph/batch.ts'
import { GraphError } from '../graph/graph-error.ts'
import { textOf, fieldOf } from '../graph/json.ts'
import { listAll, type Row } from '../graph/list.ts'
import { listMany, type Listed } from '../graph/list-many.ts'
import type { DesiredAsset } from '../model/desired.ts'
import type { NotSeen } from '../model/observed.ts'
import { inTurns } from './in-turns.ts'
import { notSeen } from './not-seen.ts'
import { tasksIn } from './sweep.ts'

/** A Business that the client shares an asset with. */
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
const PAGES_AT_ONCE = 4

/**
 * Every partner of the client's assets, asked with the client's token; a Page with its own, which Meta gives to an admin
 * of the client (INFERENCE, graph-api 8). Source: graph-api 1.5 (FACT: rows of `agencies`), graph-api 1.4 (FACT: a Page
 * wants its own token).
 */
export async function readPartners(
  api: GraphApi,
  assets: readonly DesiredAsset[],
  pageApi: (token: string) => GraphApi,
): Promise<AssetPartners[]> {
  const pages = assets.filter(({ kind }) => kind === 'page')
  const others = assets.filter(({ kind }) => kind !== 'page')
  const lists = await listMany(
    api,
    others.map(({ id }) => ({ path: [id, 'agencies'], params: { fields: FIELDS } })),
  )
  const tokens = await readBatch(
    api,
    pages.map(({ id }) => ({ path: id, params: { fields: 'access_token' } })),
  )
  const ofPages = await inTurns(PAGES_AT_ONCE, [...pages.entries()], async ([index, page]) => {
    const answer = tokens[index]
    if (answer !== undefined && 'error' in answer) return partnersIn(page, answer)
    const token = textOf(fieldOf(answer?.body, 'access_token'))
    return partnersIn(page, token === undefined ? undefined : await listOf(pageApi(token), page.id))
  })
  return [...others.map((asset, index) => partnersIn(asset, lists[index])), ...ofPages]
}

async function listOf(api: GraphApi, id: string): Promise<Listed> {
  try {
    return { rows: await listAll(api, [id, 'agencies'], { fields: FIELDS }) }
  } catch (error) {
    if (error instanceof GraphError) return { error }
    throw error
  }
}

const NO_PAGE_TOKEN: NotSeen = {
  kind: 'page-token',
  message: "Meta gives the client's token no access token of the Page",
}

function partnersIn(asset: DesiredAsset, list: Listed | undefined): AssetPartners {
  if (list === undefined) return { asset, unknown: NO_PAGE_TOKEN }
  return 'error' in list
    ? { asset, unknown: notSeen(list.error) }
    : { asset, partners: list.rows.map(partnerIn) }
}

function partnerIn(row: Row): Partner {
  return {
    business: String(row['id']),
    name: textOf(row['name']) ?? String(row['id']),
    tasks: tasksIn(row['permitted_tasks']),
    confirmed: row['access_status'] === 'CONFIRMED',
  }
}
