import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { isDigestOf, SHORT_DIGEST } from '../../plan/digest.ts'
import type { Overrides } from '../../plan/guard/limits.ts'
import { planText } from '../../plan/render/text.ts'
import { applyPlans, type Result } from '../apply-plans.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Choice } from '../load.ts'
import type { Format } from '../output.ts'
import { planAll, type TargetPlan } from '../plan-all.ts'
import { failed, hasErrors, report } from '../report.ts'

export type ApplyOptions = Choice & {
  readonly format: Format
  readonly overrides: Overrides
  /** The digest that was approved; another plan is refused with nothing written. */
  readonly plan?: string
}

/** `apply`: plans, then makes it so, stack by stack. What waits for a person is told and is no failure. */
export async function apply(
  context: Context,
  { format, plan, overrides, ...choice }: ApplyOptions,
): Promise<ExitCode> {
  const planned = await planAll(context, choice, overrides, 'to apply')
  if ('errors' in planned) return failed(context.output, format, 'apply', planned.errors)
  const changed = plan === undefined ? [] : planned.plans.flatMap((one) => refusalOf(one, plan))
  if (changed.length > 0) return failed(context.output, format, 'apply', [...planned.findings, ...changed])

  const { results, findings: found } = await applyPlans(planned, context)
  const findings = [...planned.findings, ...found]
  const exit = exitOf(
    findings,
    planned.refusals,
    results.every(({ applied }) => applied),
  )
  const text = planned.plans
    .map(({ plan: own }) => `${planText(own, context.output.width)}  ${resultWords(own.stack, results)}\n`)
    .join('\n')
  return report(context.output, format, {
    command: 'apply',
    exit,
    findings,
    result: { results, plans: planned.plans.map(({ plan: own }) => own) },
    text,
  })
}

/** An error weighs more than a refusal: it says that something was tried and went wrong. */
function exitOf(findings: readonly Finding[], refusals: readonly Finding[], done: boolean): ExitCode {
  if (!done || hasErrors(findings.filter((one) => !refusals.includes(one)))) return EXIT.error
  return refusals.length > 0 ? EXIT.refused : EXIT.ok
}

function refusalOf({ plan }: TargetPlan, wanted: string): Finding[] {
  if (isDigestOf(wanted, plan.digest)) return []
  return [
    finding('PLAN_CHANGED', { wanted, client: plan.stack, current: plan.digest.slice(0, SHORT_DIGEST) }),
  ]
}

function resultWords(stack: string, results: readonly Result[]): string {
  const result = results.find((one) => one.stack === stack)
  if (result === undefined) return 'Not applied: see the findings'
  if (!result.applied) return 'Applied in part: see the findings'
  return result.changes === 0 ? 'Nothing to change' : 'Applied'
}
