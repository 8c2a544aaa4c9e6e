import type { GraphApi } from '../graph/api.ts'
import { readBatch } from '../graph/batch.ts'
import { GraphError } from '../graph/graph-error.ts'
import { listAll, nextOf, PAGE_SIZE, rowsOf } from '../graph/list.ts'
import { NODES } from '../graph/nodes.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import { tasksIn } from './sweep.ts'

/** Asset -> principal -> tasks. */
export type Assigned = Map<string, Map<Principal, string[]>>

/**
 * Who is on what, asked of each member instead of each asset: one operation a member, 50 in a request.
 * The dear side of a Page is cheap from here (graph-api 1.5, `/{user}/assigned_pages`). Throws the first error.
 */
export async function readUserSide(
  api: GraphApi,
  kind: AssetKind,
  members: readonly ObservedMember[],
): Promise<Assigned> {
  const edge = NODES[kind].assignedEdge
  const asked = members.filter((member) => !member.pending)
  const params = { fields: 'id,tasks', limit: String(PAGE_SIZE) }
  const answers = await readBatch(
    api,
    asked.map(({ id }) => ({ path: `${id}/${edge}`, params })),
  )
  const assigned: Assigned = new Map()
  for (const [index, member] of asked.entries()) {
    const answer = answers[index]
    if (answer === undefined) continue
    if ('error' in answer) throw answer.error
    const next = nextOf(answer.body)
    const rows = [...rowsOf(answer.body), ...(next === undefined ? [] : await listAll(api, next))]
    for (const row of rows) put(assigned, String(row['id']), member.principal, tasksIn(row['tasks']))
  }
  return assigned
}

function put(assigned: Assigned, asset: string, principal: Principal, tasks: string[]): void {
  const people = assigned.get(asset) ?? new Map<Principal, string[]>()
  assigned.set(asset, people.set(principal, tasks))
}

/** The same, or nothing where Meta does not answer: for a second look, which can only add to what a listing showed. */
export async function lookFromUserSide(
  api: GraphApi,
  kind: AssetKind,
  members: readonly ObservedMember[],
): Promise<Assigned> {
  try {
    return await readUserSide(api, kind, members)
  } catch (error) {
    if (error instanceof GraphError && error.kind !== 'token') return new Map()
    throw error
  }
}
