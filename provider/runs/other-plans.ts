import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { isDigestOf, SHORT_DIGEST } from '../plan/digest.ts'
import type { Plan } from '../plan/plan.ts'

/** A refusal for each plan whose digest is not `wanted`, which may be a prefix. */
export function otherPlans(plans: readonly Plan[], wanted: string): Finding[] {
  return plans.flatMap(({ stack: client, digest }) =>
    isDigestOf(wanted, digest)
      ? []
      : [finding('PLAN_CHANGED', { wanted, client, current: digest.slice(0, SHORT_DIGEST) })],
  )
}
