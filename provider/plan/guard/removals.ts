import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { peopleChanges } from './after.ts'
import { isAnnounced } from './announced.ts'
import type { GuardInput } from './guard-input.ts'
import { LIMITS, passes, type Overrides } from './limits.ts'

/** A typo must not empty a client: unannounced removals are limited to a number and a share of its grants. */
export function removalsStayFew(plan: GuardInput, { removals }: Overrides): Finding[] {
  const count = peopleChanges(plan).filter(
    ({ change }) => change.verb === 'revoke' && !isAnnounced(plan.announced, change),
  ).length
  const total = plan.standings.reduce((sum, { people }) => sum + Object.keys(people).length, 0)
  const limit = limitOf(total)
  if (passes(count, limit, removals)) return []
  return [finding('GUARD_REMOVALS', { stack: plan.stack, count, total, limit })]
}

/** Removals allowed out of `total` grants. Below the floor the share would be too small, so only the number counts. */
function limitOf(total: number): number {
  if (total < LIMITS.removalFloor) return LIMITS.removals
  return Math.min(LIMITS.removals, Math.floor(total * LIMITS.removalShare))
}
