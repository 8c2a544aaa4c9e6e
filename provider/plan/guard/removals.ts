import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { peopleChanges } from './after.ts'
import { isAnnounced } from './announced.ts'
import type { GuardInput } from './guard-input.ts'
import { LIMITS, passes, type Overrides } from './limits.ts'

/** A typo must not empty a client: at most a share of its grants, or a number of them, goes at once unless announced. */
export function removalsStayFew(plan: GuardInput, { removals }: Overrides): Finding[] {
  const count = peopleChanges(plan).filter(
    ({ change }) => change.verb === 'revoke' && !isAnnounced(plan.announced, change),
  ).length
  const total = plan.standings.reduce((sum, { people }) => sum + Object.keys(people).length, 0)
  const limit = limitOf(total)
  if (passes(count, limit, removals)) return []
  return [finding('GUARD_REMOVALS', { stack: plan.stack, count, total, limit })]
}

/** Grants that may go, out of `total`. A small client is all there is to a change, so only the plain number holds there. */
function limitOf(total: number): number {
  if (total < LIMITS.removalFloor) return LIMITS.removals
  return Math.min(LIMITS.removals, Math.floor(total * LIMITS.removalShare))
}
