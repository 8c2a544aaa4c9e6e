import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { isDigestOf, SHORT_DIGEST } from '../../plan/digest.ts'
import type { Subject } from '../../plan/change.ts'
import type { Overrides } from '../../plan/guard/limits.ts'
import type { Plan } from '../../plan/plan.ts'
import { planText } from '../../plan/render/text.ts'
import type { Failure } from '../../resources/failure.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Choice } from '../load.ts'
import type { Format } from '../output.ts'
import { planAll, type TargetPlan } from '../plan-all.ts'
import { failed, hasErrors, report } from '../report.ts'
import { applyTarget } from '../stacks.ts'

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
  const planned = await planAll(context, choice, overrides)
  if ('errors' in planned) return failed(context.output, format, 'apply', planned.errors)
  const changed = plan === undefined ? [] : planned.plans.flatMap((one) => refusalOf(one, plan))
  if (changed.length > 0) return failed(context.output, format, 'apply', [...planned.findings, ...changed])

  const findings: Finding[] = [...planned.findings]
  const results: { stack: string; applied: boolean; digest: string; changes: number; waiting: number }[] = []
  for (const { target, plan: own, inventory } of planned.plans.filter(({ applicable }) => applicable)) {
    context.output.progress(`Applying ${target.name}`)
    const needed = own.changes.length > 0 || own.recorded > 0
    const {
      done,
      failures,
      findings: found,
    } = needed
      ? await applyTarget(target, inventory, planned.place)
      : { done: true, failures: [], findings: [] }
    findings.push(...found, ...failures.map((failure) => withPlace(failure, own)))
    results.push({
      stack: target.name,
      applied: done,
      digest: own.digest,
      changes: own.changes.length,
      waiting: own.waiting.length,
    })
  }
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

/** The provider knows what failed but not the line that asks for it; the plan does. */
function withPlace({ finding: found, asset, subject }: Failure, { changes }: Plan): Finding {
  const change = changes.find((one) => one.asset.id === asset && isSame(one.subject, subject))
  return change?.at === undefined ? found : { ...found, address: change.at }
}

function isSame(a: Subject, b: Subject): boolean {
  return 'partner' in a ? 'partner' in b : 'principal' in b && a.principal === b.principal
}

function resultWords(
  stack: string,
  results: readonly { stack: string; applied: boolean; changes: number }[],
): string {
  const result = results.find((one) => one.stack === stack)
  if (result === undefined) return 'Not applied: see the findings'
  if (!result.applied) return 'Applied in part: see the findings'
  return result.changes === 0 ? 'Nothing to change' : 'Applied'
}
