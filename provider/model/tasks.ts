import { factsOf, type AssetKind } from './kinds.ts'

const NEW_PAGE_PREFIX = 'PROFILE_PLUS_'

/**
 * Turns task names as read back into the names that were asked for, once each and sorted. A Page in the new experience
 * answers `PROFILE_PLUS_ADVERTISE` for `ADVERTISE` (LIVE-CLAIM, graph-api 1.3).
 */
export function normaliseTasks(tasks: readonly string[]): string[] {
  const plain = tasks.map((task) =>
    task.startsWith(NEW_PAGE_PREFIX) ? task.slice(NEW_PAGE_PREFIX.length) : task,
  )
  return [...new Set(plain)].sort()
}

/** All tasks that may be read back after `tasks`; sorted. Always `tasks <= observed <= closure(tasks)`. */
export function closure(kind: AssetKind, tasks: readonly string[]): string[] {
  const { implied } = factsOf(kind)
  const all = new Set<string>()
  const queue = normaliseTasks(tasks)
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    if (all.has(task)) continue
    all.add(task)
    if (Object.hasOwn(implied, task)) queue.push(...(implied[task] ?? []))
  }
  return [...all].sort()
}
