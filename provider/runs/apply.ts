import { hasErrors } from '../findings/has-errors.ts'
import type { Finding } from '../findings/finding.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { hasUnread, type Plan } from '../plan/plan.ts'
import { applyPlans, type AppliedStack } from './apply-plans.ts'
import type { RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { otherPlans } from './other-plans.ts'
import { planRun } from './plan.ts'
import type { Choice } from './wiring/select.ts'

/** The result of a run. Without `results` nothing was tried or written. */
export type AppliedRun = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly plans: readonly Plan[]
  readonly results: readonly AppliedStack[] | undefined
}

/**
 * Plans, then applies stack by stack. With `digest`, every other plan is refused and nothing is written. What is
 * pending is reported and is no failure.
 */
export async function applyRun(
  context: RunContext,
  choice: Choice,
  overrides: Overrides,
  digest?: string,
): Promise<AppliedRun> {
  const planned = await planRun(context, choice, overrides, 'to apply')
  if ('errors' in planned) return nothingDone(planned.errors, [])
  const plans = planned.plans.map(({ plan }) => plan)
  const changed = digest === undefined ? [] : otherPlans(plans, digest)
  if (changed.length > 0) return nothingDone([...planned.findings, ...changed], plans)
  const { results, findings: found } = await applyPlans(planned, context)
  const findings = [...planned.findings, ...found]
  const done = results.every(({ applied }) => applied)
  return { exit: exitOf(findings, planned.refusals, done, plans), findings, plans, results }
}

function nothingDone(findings: readonly Finding[], plans: readonly Plan[]): AppliedRun {
  return { exit: EXIT.error, findings, plans, results: undefined }
}

/** An error outranks a refusal: it means that something was tried and failed. */
function exitOf(
  findings: readonly Finding[],
  refusals: readonly Finding[],
  done: boolean,
  plans: readonly Plan[],
): ExitCode {
  if (!done || hasErrors(findings.filter((one) => !refusals.includes(one)))) return EXIT.error
  if (refusals.length > 0) return EXIT.refused
  return hasUnread(plans) ? EXIT.unread : EXIT.ok
}
