import type { Format } from '../report.ts'
import type { Overrides } from '../../plan/guard/limits.ts'
import { movesToApprove } from '../../plan/move.ts'
import type { Plan } from '../../plan/plan.ts'
import { planText } from '../../plan/render/text.ts'
import { applyRun } from '../../runs/apply.ts'
import type { AppliedStack } from '../../runs/apply-plans.ts'
import type { Context } from '../context.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Choice } from '../../runs/wiring/select.ts'
import { failed, report } from '../report.ts'

export type ApplyOptions = Choice & {
  readonly format: Format
  readonly overrides: Overrides
  /** The approved digest; every other plan is refused and nothing is written. */
  readonly plan?: string
}

/** `apply`: plans, then applies stack by stack. What is pending is reported and is no failure. */
export async function apply(
  context: Context,
  { format, plan, overrides, ...choice }: ApplyOptions,
): Promise<ExitCode> {
  const { exit, findings, plans, results } = await applyRun(context, choice, overrides, plan)
  if (results === undefined) return failed(context.output, format, 'apply', findings)
  const text = plans
    .map((own) => `${planText(own, context.output.width)}  ${resultWords(own, results)}\n`)
    .join('\n')
  return report(context.output, format, {
    command: 'apply',
    exit,
    findings,
    result: { results, plans },
    text,
  })
}

function resultWords({ stack, moves, unknown }: Plan, results: readonly AppliedStack[]): string {
  const result = results.find((one) => one.stack === stack)
  if (result === undefined) return 'Not applied: see the findings'
  if (!result.applied) return 'Applied in part: see the findings'
  if (result.record !== undefined) return `Offboarded: see ${result.record}. You can delete the file now`
  const nothing = movesToApprove(stack, moves).length === 0 ? 'No changes' : 'Moved'
  const done = result.changes === 0 ? nothing : 'Applied'
  return unknown.length === 0 ? done : `${done}; not all could be read: see the findings`
}
