import type { GraphApi } from '../graph/api.ts'
import type { GraphError } from '../graph/graph-error.ts'
import { listMany } from '../graph/list-many.ts'
import { nodeFactsOf } from '../graph/nodes.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import { tasksIn } from './tasks-in.ts'

/** Asset -> principal -> tasks. */
export type Assigned = ReadonlyMap<string, ReadonlyMap<Principal, string[]>>

/**
 * Assets and tasks of each member, read from the member and not from the asset: one operation a member, 50 in a
 * request. An asset that needs its own token costs no extra request here. Source: graph-api 1.5 (FACT),
 * `/{user}/assigned_pages`; nobody is found on a kind without such an edge (Instagram). `failed` is the first error of
 * a member; `assigned` still holds those that could be read.
 */
export async function readFromMembers(
  api: GraphApi,
  kind: AssetKind,
  members: readonly ObservedMember[],
): Promise<{ readonly assigned: Assigned; readonly failed: GraphError | undefined }> {
  const edge = nodeFactsOf(kind).assignedEdge
  if (edge === undefined) return { assigned: new Map(), failed: undefined }
  const asked = members.filter(({ pending }) => !pending)
  const params = { fields: 'id,tasks' }
  const lists = await listMany(
    api,
    asked.map(({ id }) => ({ path: [id, edge], params })),
  )
  const assigned = new Map<string, Map<Principal, string[]>>()
  let failed: GraphError | undefined
  for (const [index, { principal }] of asked.entries()) {
    const list = lists[index]
    if (list === undefined) continue
    if ('error' in list) {
      failed ??= list.error
      continue
    }
    for (const row of list.rows) {
      const id = String(row['id'])
      const people = assigned.get(id) ?? new Map<Principal, string[]>()
      assigned.set(id, people.set(principal, tasksIn(row['tasks'])))
    }
  }
  return { assigned, failed }
}
