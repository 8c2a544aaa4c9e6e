import type { GraphApi } from '../../graph/api.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { listAll, nextOf, PAGE_SIZE, rowsWithIds, type GraphRow } from '../../graph/list.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import { tasksOf } from '../../model/levels.ts'
import type { Principal } from '../../model/model.ts'
import type { AssetIdentity, NotSeen, ObservedAsset } from '../../model/observed.ts'
import { ACCOUNT_FIELDS, accountFactsIn } from '../account-facts.ts'
import { identityIn, ownerFields } from '../identity.ts'
import { linkedOwnerFields, ownerNodesIn, shownOwnersIn, type OwnerNodes } from './owner-nodes.ts'
import { unknownAsset } from '../not-seen.ts'
import { tasksIn } from '../tasks-in.ts'

/** The principal of a Business-scoped id; "#" and the id for one that is not ours. */
export type PrincipalOf = (id: string) => Principal

/** All assets of a kind by id, and who owns those that do not name their owner. */
export type Swept = OwnerNodes & { readonly assets: ReadonlyMap<string, ObservedAsset> }

/** Which assets of our Business a listing has: those that clients share with it, or those that it owns. */
export type Side = 'shared' | 'own'

/** The field of a row that holds our share, by what the kind shows of it. */
const SHARE_FIELDS = { tasks: ['permitted_tasks'], role: ['permitted_roles'], nothing: [] }

/**
 * All assets of a kind that are shared with our Business, or that it owns, each with whose it is and our people on it: one
 * request per 100 assets. Source: graph-api 2.2 (FACT) for the edges `client_*` and `owned_*`. Source: graph-api 1.5 (LIVE-CLAIM: nested `assigned_users.business()`; the key is left out when it is
 * empty). People of an asset with its own token (a Page) are read from their side (`from-members.ts`).
 */
export async function sweep(
  api: GraphApi,
  business: string,
  kind: AssetKind,
  principalOf: PrincipalOf,
  of: Side = 'shared',
): Promise<Swept> {
  const rows = await rowsOfKind(api, business, kind, of)
  const assets = new Map<string, ObservedAsset>()
  for (const row of rows) {
    const assigned = await everyRow(api, row['assigned_users'])
    const id = String(row['id'])
    const lacking = lacksTasks(kind, row, assigned, of)
    if (lacking !== undefined) {
      assets.set(id, unknownAsset(kind, lacking))
      continue
    }
    const people = Object.fromEntries(
      assigned.map((user) => [principalOf(String(user['id'])), tasksIn(user['tasks'])]),
    )
    const partner =
      of === 'own'
        ? ({ state: 'own' } as const)
        : ({ state: 'granted', tasks: permittedTasks(kind, row) } as const)
    const identity = of === 'own' ? ownIdentity(kind, row, business) : identityIn(kind, row)
    const account = factsOf(kind).spends ? { account: accountFactsIn(row) } : {}
    assets.set(id, { state: 'present', kind, partner, people, writable: true, identity, ...account })
  }
  return { assets, nodes: ownerNodesIn(kind, rows), shown: shownOwnersIn(kind, rows) }
}

/** A row of our own list says who owns it, unless the row itself names another Business. */
function ownIdentity(kind: AssetKind, row: GraphRow, business: string): AssetIdentity {
  const identity = identityIn(kind, row)
  return { ...identity, business: identity.business ?? { id: business } }
}

/** Who may not see the owners gets the rest: Meta then refuses the whole listing, or leaves them out (INFERENCE). */
async function rowsOfKind(api: GraphApi, business: string, kind: AssetKind, of: Side): Promise<GraphRow[]> {
  const { clientEdge, ownedEdge, nameField } = nodeFactsOf(kind)
  const { hasOwnToken, shareShows, spends } = factsOf(kind)
  const users = hasOwnToken ? [] : [`assigned_users.business(${business}).limit(${PAGE_SIZE}){id,tasks}`]
  const share = of === 'own' ? [] : SHARE_FIELDS[shareShows]
  const fields = ['id', nameField, ...share, ...(spends ? ACCOUNT_FIELDS : []), ...users]
  const list = (all: readonly string[]) =>
    listAll(api, [business, of === 'own' ? ownedEdge : clientEdge], { fields: [...new Set(all)].join(',') })
  try {
    return await list([...fields, ...ownerFields(kind), ...linkedOwnerFields(kind)])
  } catch (error) {
    const isRefused = error instanceof GraphError && ['permission', 'refused'].includes(error.kind)
    if (!isRefused) throw error
    return list(fields)
  }
}

/** All rows of an expanded edge, further pages included. */
async function everyRow(api: GraphApi, page: unknown): Promise<GraphRow[]> {
  const next = nextOf(page)
  return next === undefined ? rowsWithIds(page) : [...rowsWithIds(page), ...(await listAll(api, next))]
}

/**
 * What a row does not say of its levels, though its kind shows them: a share or a person without tasks is not known to
 * have none. Source: graph-api 2.1 and 2.2, the fields of these rows (FACT).
 */
function lacksTasks(
  kind: AssetKind,
  row: GraphRow,
  assigned: readonly GraphRow[],
  of: Side,
): NotSeen | undefined {
  if (of === 'shared' && factsOf(kind).shareShows === 'tasks' && !Array.isArray(row['permitted_tasks']))
    return { kind: 'contradiction', message: 'Meta shows our share without its tasks' }
  if (!assigned.every(({ tasks }) => Array.isArray(tasks)))
    return { kind: 'contradiction', message: 'Meta shows somebody on it without their tasks' }
  return undefined
}

/** The tasks that the client's share permits; undefined where a row does not show them. */
function permittedTasks(kind: AssetKind, row: GraphRow): string[] | undefined {
  if (Array.isArray(row['permitted_tasks'])) return tasksIn(row['permitted_tasks'])
  const roles = row['permitted_roles']
  if (!Array.isArray(roles)) return undefined
  const level = (['admin', 'advertiser'] as const).find((one) => roles.includes(one.toUpperCase()))
  return level === undefined ? undefined : tasksOf(kind, level)
}
