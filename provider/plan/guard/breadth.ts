import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { isAnnounced } from './announced.ts'
import type { GuardInput } from './guard-input.ts'
import { LIMITS, passes, type Overrides } from './limits.ts'

/** A run that changes many clients is a change of functions or packages that somebody should have counted; a leaver is not. */
export function clientsStayFew(plans: readonly GuardInput[], { clients }: Overrides): Finding[] {
  const count = plans.filter(({ changes, announced }) =>
    changes.some((change) => change.asset.kind !== 'business' && !isAnnounced(announced, change)),
  ).length
  if (passes(count, LIMITS.clients, clients)) return []
  return [finding('GUARD_CLIENTS', { count, limit: LIMITS.clients })]
}
