import type { AssetKind } from '../model/kinds.ts'
import { atMost, levelFor, levelsOf, tasksOf, type Level } from '../model/levels.ts'
import { satisfies } from '../plan/held.ts'

/**
 * The levels that, written into a file, ask for exactly these tasks: one level, or two that only together do. Undefined
 * if no levels have exactly these tasks.
 */
export function levelsHeld(kind: AssetKind, tasks: readonly string[]): Level[] | undefined {
  const levels = levelsOf(kind)
  const sets = [
    ...levels.map((one) => [one]),
    ...levels.flatMap((a, at) => levels.slice(at + 1).map((b) => [a, b])),
  ]
  return sets.find((set) => satisfies(kind, tasks, [...new Set(set.flatMap((one) => tasksOf(kind, one)))]))
}

/** The level of a partner grant: `exact` if it has just the tasks that Meta shows, else the lowest with all of them. */
export function partnerHeld(
  kind: AssetKind,
  tasks: readonly string[],
): { readonly level: Level; readonly exact: boolean } {
  const levels = levelsOf(kind)
  const exact = levels.find((level) => satisfies(kind, tasks, tasksOf(kind, level)))
  const highest = levels.at(-1) as Level
  return { level: exact ?? levelFor(kind, tasks) ?? highest, exact: exact !== undefined }
}

/** The lowest level that contains all of `levels`; the highest one of the kind if none does. */
export function covering(kind: AssetKind, levels: readonly Level[], preferred: Level | undefined): Level {
  const all = [...(preferred === undefined ? [] : [preferred]), ...levelsOf(kind)]
  const enough = all.find((one) => levels.every((level) => atMost(kind, level, one)))
  return enough ?? (levelsOf(kind).at(-1) as Level)
}
