import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { isAnnounced } from './announced.ts'
import type { GuardInput } from './guard-input.ts'
import { LIMITS, passes, type Overrides } from './limits.ts'

/**
 * Limits how many clients one run changes: many mean a change of functions or packages that somebody should have
 * counted. Announced removals do not count.
 */
export function clientsStayFew(plans: readonly GuardInput[], { clients }: Overrides): Finding[] {
  const count = plans.filter(({ changes, announced }) =>
    changes.some((change) => change.asset.kind !== 'business' && !isAnnounced(announced, change)),
  ).length
  if (passes(count, LIMITS.clients, clients)) return []
  return [finding('GUARD_CLIENTS', { count, limit: LIMITS.clients })]
}
