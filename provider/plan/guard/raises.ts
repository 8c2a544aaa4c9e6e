import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { givesControl, peopleChanges, withLater } from './after.ts'
import type { GuardInput } from './guard-input.ts'
import { LIMITS, passes, type Overrides } from './limits.ts'

/** A person must name the number of people who gain control, whatever the reason in the file. */
export function adminsAreNamed(plan: GuardInput, { admins }: Overrides): Finding[] {
  const gained = peopleChanges(withLater(plan)).filter(
    ({ change }) => givesControl(change.after?.tasks ?? []) && !givesControl(change.before?.tasks ?? []),
  )
  const count = new Set(gained.map(({ principal }) => principal)).size
  if (passes(count, LIMITS.admins, admins)) return []
  const args = { stack: plan.stack, count, limit: LIMITS.admins, who: gained[0]?.principal ?? '' }
  return [finding('GUARD_ADMINS', args, gained[0]?.change.at)]
}

/** Many raises at once are more often a slip in functions.yaml than a decision. */
export function raisesStayFew(plan: GuardInput, { raises }: Overrides): Finding[] {
  const raised = peopleChanges(withLater(plan)).filter(({ change }) => change.verb === 'raise')
  const count = new Set(raised.map(({ principal }) => principal)).size
  if (passes(count, LIMITS.raises, raises)) return []
  return [finding('GUARD_RAISES', { stack: plan.stack, count, limit: LIMITS.raises }, raised[0]?.change.at)]
}
