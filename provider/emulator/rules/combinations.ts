import type { AssetKind } from '../../model/kinds.ts'
import { closure } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import { FAILURES } from '../protocol/failures.ts'

/**
 * Throws 100/1752129 for tasks that are no documented role of their kind. The code is FACT for ad accounts
 * (graph-api 1.3); that Meta accepts nothing else is INFERENCE. Implied tasks are optional (LIVE-CLAIM: `["ADVERTISE"]`
 * alone is accepted).
 */
export function requireCombination(kind: AssetKind, tasks: readonly string[]): void {
  const { combinations } = rulesOf(kind).tasks
  if (combinations === undefined) return
  const asked = closure(kind, tasks).join()
  if (!combinations.some((combination) => closure(kind, combination).join() === asked))
    throw FAILURES.combination()
}
