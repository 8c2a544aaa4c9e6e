import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'

type Tasks = Readonly<Record<AssetKind, readonly string[]>>

/** The values of `tasks` on POST `assigned_users`. */
export const USER_TASKS = byKind((kind) => [...factsOf(kind).tasks, ...(rulesOf(kind).tasks.more ?? [])])

/** The values of `permitted_tasks` on POST `agencies`. */
export const PARTNER_TASKS = byKind((kind) => {
  const without = new Set(rulesOf(kind).partners?.without)
  return USER_TASKS[kind].filter((task) => !without.has(task))
})

/** The plain task names of a kind, without the prefix of new Pages. */
export function plainTasks(kind: AssetKind): ReadonlySet<string> {
  return new Set(normaliseTasks(USER_TASKS[kind]))
}

function byKind(tasksOf: (kind: AssetKind) => readonly string[]): Tasks {
  return Object.fromEntries(ASSET_KINDS.map((kind) => [kind, tasksOf(kind)])) as Tasks
}
