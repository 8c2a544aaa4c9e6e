import { planText } from '../../plan/render/text.ts'
import type { Overrides } from '../../plan/guard/limits.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Choice } from '../load.ts'
import type { Format } from '../output.ts'
import { planAll, type Planned } from '../plan-all.ts'
import { failed, hasErrors, report } from '../report.ts'

export type PreviewOptions = Choice & { readonly format: Format; readonly overrides: Overrides }

/** `preview`: the plan of each chosen stack. It holds transports that cannot write. */
export async function preview(
  context: Context,
  { format, overrides, ...choice }: PreviewOptions,
): Promise<ExitCode> {
  const planned = await planAll(context, choice, overrides)
  if ('errors' in planned) return failed(context.output, format, 'preview', planned.errors)
  const { plans, findings } = planned
  const exit = previewExit(planned)
  const texts = plans.map(({ plan }) => planText(plan, context.output.width))
  const text = texts.length === 0 && !hasErrors(findings) ? 'No client changes\n' : texts.join('\n')
  return report(context.output, format, {
    command: 'preview',
    exit,
    findings,
    result: { plans: plans.map(({ plan }) => plan) },
    text,
  })
}

/** An error weighs more than a refusal: where a plan could not be made, nobody knows what the guard would say of it. */
export function previewExit({ plans, findings, refusals }: Planned): ExitCode {
  if (hasErrors(findings.filter((finding) => !refusals.includes(finding)))) return EXIT.error
  if (refusals.length > 0) return EXIT.refused
  return plans.some(({ plan }) => plan.changes.length > 0) ? EXIT.changes : EXIT.ok
}
