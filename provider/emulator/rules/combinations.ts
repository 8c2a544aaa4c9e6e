import type { AssetKind } from '../../model/kinds.ts'
import { closure } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import { FAILURES } from '../protocol/failures.ts'

/**
 * Throws 100/1752129 for tasks that are no documented role of their kind; the code is FACT, that nothing else is taken
 * INFERENCE. Implied tasks may be left out or written (LIVE-CLAIM: `["ADVERTISE"]` alone is taken).
 */
export function requireCombination(kind: AssetKind, tasks: readonly string[]): void {
  const { combinations } = rulesOf(kind).tasks
  if (combinations === undefined) return
  const asked = closure(kind, tasks).join()
  if (!combinations.some((combination) => closure(kind, combination).join() === asked))
    throw FAILURES.combination()
}
