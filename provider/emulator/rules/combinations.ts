import type { AssetKind } from '../../model/kinds.ts'
import { closure } from '../../model/tasks.ts'
import { FAILURES } from '../protocol/failures.ts'

/** The documented roles of each kind as tasks. Source: FACT (graph-api 1.3). */
export const COMBINATIONS: Readonly<Partial<Record<AssetKind, readonly (readonly string[])[]>>> = {
  ad_account: [['ANALYZE'], ['ADVERTISE', 'ANALYZE'], ['MANAGE', 'ADVERTISE', 'ANALYZE']],
  page: [
    ['ANALYZE'],
    ['ADVERTISE', 'ANALYZE'],
    ['MODERATE', 'ADVERTISE', 'ANALYZE'],
    ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
    ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
  ],
  catalog: [['ADVERTISE'], ['MANAGE', 'ADVERTISE']],
}

/**
 * Throws 100/1752129 for tasks that are no documented role of their kind; the code is FACT for ad accounts
 * (graph-api 1.3), that nothing else is taken INFERENCE. Implied tasks may be left out or written (LIVE-CLAIM:
 * `["ADVERTISE"]` alone is taken).
 * Pixels and Instagram take any.
 */
export function requireCombination(kind: AssetKind, tasks: readonly string[]): void {
  const allowed = COMBINATIONS[kind]
  if (allowed === undefined) return
  const asked = closure(kind, tasks).join()
  if (!allowed.some((combination) => closure(kind, combination).join() === asked))
    throw FAILURES.combination()
}
