import { ASSET_KINDS, factsOf, type AssetKind } from './kinds.ts'
import type { KINDS } from './kinds/index.ts'
import { closure, normaliseTasks } from './tasks.ts'

/** The name of a level of some kind; which levels a kind has is in its facts. */
export type Level = LevelOf<(typeof KINDS)[number]>

type LevelOf<Facts> = Facts extends { readonly levels: infer Levels } ? keyof Levels : never

/** A level on some of the kinds; an absent kind means none. */
export type LevelByKind = { readonly [K in AssetKind]?: Level }

/** The level names of all kinds, lowest first. */
export const LEVEL_NAMES: readonly Level[] = [...new Set(ASSET_KINDS.flatMap(levelsOf))]

/** The level names of a kind, lowest first. */
export function levelsOf(kind: AssetKind): Level[] {
  return Object.keys(factsOf(kind).levels) as Level[]
}

/** The tasks to ask Meta for; sorted. The level must exist for the kind (`levelsOf`). */
export function tasksOf(kind: AssetKind, level: Level): string[] {
  const tasks = factsOf(kind).levels[level]
  if (tasks === undefined)
    throw new RangeError(`Cannot give level "${level}" on a ${kind} as it has no such level`)
  return [...tasks].sort()
}

/** Whether `upper` allows everything that `lower` allows. Levels of a kind are only partly ordered. */
export function atMost(kind: AssetKind, lower: Level, upper: Level): boolean {
  const allowed = new Set(tasksOf(kind, upper))
  return tasksOf(kind, lower).every((task) => allowed.has(task))
}

/** The lowest level that explains the tasks read back; undefined when a task is outside every level. */
export function levelFor(kind: AssetKind, observed: readonly string[]): Level | undefined {
  const seen = normaliseTasks(observed)
  return levelsOf(kind).find((level) => {
    const possible = new Set(closure(kind, tasksOf(kind, level)))
    return seen.every((task) => possible.has(task))
  })
}
