import type { AssetKind } from '../model/kinds.ts'
import { levelFor } from '../model/levels.ts'
import { closure, normaliseTasks } from '../model/tasks.ts'
import type { Held, Verb } from './change.ts'

/** Observed tasks in words: the lowest level that explains them, else the tasks themselves. */
export function heldFrom(kind: AssetKind, tasks: readonly string[]): Held {
  const plain = normaliseTasks(tasks)
  return { level: levelFor(kind, plain) ?? plain.join(' + '), tasks: plain }
}

/**
 * Whether observed tasks match the requested ones: `asked <= observed <= closure(asked)`. Meta adds tasks by itself and
 * renames some, so equality would show a change for ever (graph-api 1.3).
 */
export function satisfies(kind: AssetKind, observed: readonly string[], asked: readonly string[]): boolean {
  const seen = new Set(normaliseTasks(observed))
  const possible = new Set(closure(kind, asked))
  return (
    normaliseTasks(asked).every((task) => seen.has(task)) && [...seen].every((task) => possible.has(task))
  )
}

/** The verb of a change from one set of tasks to another. */
export function verbOf(
  kind: AssetKind,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): Verb {
  if (before === undefined) return 'grant'
  if (after === undefined) return 'revoke'
  const [from, to] = [new Set(closure(kind, before)), new Set(closure(kind, after))]
  const up = [...to].some((task) => !from.has(task))
  const down = [...from].some((task) => !to.has(task))
  if (up === down) return 'change'
  return up ? 'raise' : 'lower'
}
