import type { GraphApi } from '../../graph/api.ts'
import { textOf } from '../../graph/json.ts'
import { listAll, nextOf, PAGE_SIZE, rowsOf, type GraphRow } from '../../graph/list.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import { tasksOf } from '../../model/levels.ts'
import type { Principal } from '../../model/model.ts'
import type { ObservedAsset } from '../../model/observed.ts'
import { tasksIn } from '../tasks-in.ts'

/** The principal of a Business-scoped id; an id that is nobody of ours is kept as "#" and the id. */
export type PrincipalOf = (id: string) => Principal

/** What a listing shows: the assets by id, and what they are called. */
export type Swept = {
  readonly assets: ReadonlyMap<string, ObservedAsset>
  readonly names: ReadonlyMap<string, string>
}

/** The field of a row in which our share shows, by what the kind shows of it. */
const SHARE_FIELDS = { tasks: ['permitted_tasks'], role: ['permitted_roles'], nothing: [] }

/**
 * All assets of a kind that are shared with our Business, each with our people on it: one request per 100 assets.
 * Source: graph-api 1.5 (nested `assigned_users.business()`, LIVE-CLAIM; the key is left out when there is nobody).
 * The people of an asset with a token of its own (a Page) are not in it: they are read from their side (`from-members.ts`).
 */
export async function sweep(
  api: GraphApi,
  business: string,
  kind: AssetKind,
  principalOf: PrincipalOf,
): Promise<Swept> {
  const { clientEdge, nameField } = nodeFactsOf(kind)
  const { hasOwnToken, shareShows } = factsOf(kind)
  const users = hasOwnToken ? [] : [`assigned_users.business(${business}).limit(${PAGE_SIZE}){id,tasks}`]
  const fields = ['id', nameField, ...SHARE_FIELDS[shareShows], ...users]
  const rows = await listAll(api, [business, clientEdge], { fields: fields.join(',') })
  const assets = new Map<string, ObservedAsset>()
  const names = new Map<string, string>()
  for (const row of rows) {
    const assigned = await everyRow(api, row['assigned_users'])
    const people = Object.fromEntries(
      assigned.map((user) => [principalOf(String(user['id'])), tasksIn(user['tasks'])]),
    )
    const partner = { state: 'granted', tasks: permittedTasks(kind, row) } as const
    const id = String(row['id'])
    assets.set(id, { state: 'present', kind, partner, people, writable: true })
    names.set(id, textOf(row[nameField]) ?? id)
  }
  return { assets, names }
}

/** The rows of an expanded edge, its further pages followed. */
async function everyRow(api: GraphApi, page: unknown): Promise<GraphRow[]> {
  const next = nextOf(page)
  return next === undefined ? rowsOf(page) : [...rowsOf(page), ...(await listAll(api, next))]
}

/** What the client lets us assign; undefined where a row does not say. */
function permittedTasks(kind: AssetKind, row: GraphRow): string[] | undefined {
  if (Array.isArray(row['permitted_tasks'])) return tasksIn(row['permitted_tasks'])
  const roles = row['permitted_roles']
  if (!Array.isArray(roles)) return undefined
  const level = (['admin', 'advertiser'] as const).find((one) => roles.includes(one.toUpperCase()))
  return level === undefined ? undefined : tasksOf(kind, level)
}
