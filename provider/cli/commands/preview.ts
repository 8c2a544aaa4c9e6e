import { hasErrors } from '../../findings/has-errors.ts'
import type { Overrides } from '../../plan/guard/limits.ts'
import { planText } from '../../plan/render/text.ts'
import { planExit, planRun } from '../../runs/plan.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Choice } from '../../runs/wiring/select.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'

export type PreviewOptions = Choice & { readonly format: Format; readonly overrides: Overrides }

/** `preview`: the plan of each chosen stack, on transports that cannot write. */
export async function preview(
  context: Context,
  { format, overrides, ...choice }: PreviewOptions,
): Promise<ExitCode> {
  const planned = await planRun(context, choice, overrides)
  if ('errors' in planned) return failed(context.output, format, 'preview', planned.errors)
  const { plans, findings } = planned
  const texts = plans.map(({ plan }) => planText(plan, context.output.width))
  const text = texts.length === 0 && !hasErrors(findings) ? 'No client changes\n' : texts.join('\n')
  return report(context.output, format, {
    command: 'preview',
    exit: planExit(planned),
    findings,
    result: { plans: plans.map(({ plan }) => plan) },
    text,
  })
}
