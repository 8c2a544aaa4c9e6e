import type { GraphApi } from '../../graph/api.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { listAll } from '../../graph/list.ts'
import { nodeFactsOf } from '../../graph/nodes.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { Principal } from '../../model/model.ts'
import type { ObservedMember } from '../../model/observed.ts'
import { closure } from '../../model/tasks.ts'
import { readMembers } from '../members.ts'
import { tasksIn } from '../tasks-in.ts'
import type { AgencySide } from './agency-side.ts'
import type { Identify } from './our-people.ts'

/** What access has to wait for, as Meta shows it. What nobody could read may have come true. */
export type Conditions = {
  /** Whether the asset may be shared with us so that somebody can have these tasks. */
  readonly isShared: (kind: AssetKind, asset: string, tasks: readonly string[]) => boolean
  /** Whether somebody may be a member of our Business. */
  readonly isMember: (principal: Principal) => boolean
}

/**
 * The cheapest look that tells whether waiting access can be given: one listing for each kind, with ids and the tasks of
 * the shares, and the three of our people. A whole look, which may follow, tells what could not be read.
 */
export async function readConditions(
  { api, business }: Pick<AgencySide, 'api' | 'business'>,
  kinds: ReadonlySet<AssetKind>,
  identify: Identify,
): Promise<Conditions> {
  const [members, ...shares] = await Promise.all([
    orUnread(async () => identify(await readMembers(api, business))),
    ...[...kinds].map((kind) => orUnread(() => sharesOf(api, business, kind))),
  ])
  const byKind = new Map([...kinds].map((kind, index) => [kind, shares[index]]))
  return {
    isShared: (kind, asset, tasks) => {
      const own = byKind.get(kind)
      if (own === undefined) return true
      if (!own.has(asset)) return false
      const permitted = own.get(asset)
      const all = permitted === undefined ? undefined : new Set(closure(kind, permitted))
      return all === undefined || tasks.every((task) => all.has(task))
    },
    isMember: (principal) => members?.some((one) => mayBe(one, principal)) ?? true,
  }
}

function mayBe({ principal, pending, maybe, nameless }: ObservedMember, asked: Principal): boolean {
  return !pending && (principal === asked || maybe === asked || nameless === true)
}

/** Asset -> what its share permits; undefined where Meta does not show it. */
async function sharesOf(
  api: GraphApi,
  business: string,
  kind: AssetKind,
): Promise<ReadonlyMap<string, readonly string[] | undefined>> {
  const fields = factsOf(kind).shareShows === 'tasks' ? 'id,permitted_tasks' : 'id'
  const rows = await listAll(api, [business, nodeFactsOf(kind).clientEdge], { fields })
  return new Map(
    rows.map(({ id, permitted_tasks: tasks }) => [
      String(id),
      Array.isArray(tasks) ? tasksIn(tasks) : undefined,
    ]),
  )
}

async function orUnread<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof GraphError && error.kind !== 'token') return undefined
    throw error
  }
}
