import { planText } from '../../plan/render/text.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Choice } from '../load.ts'
import type { Format } from '../output.ts'
import { planAll } from '../plan-all.ts'
import { failed, hasErrors, report } from '../report.ts'

export type PreviewOptions = Choice & { readonly format: Format }

/** `preview`: the plan of each chosen stack. It holds transports that cannot write. */
export async function preview(context: Context, { format, ...choice }: PreviewOptions): Promise<ExitCode> {
  const planned = await planAll(context, choice)
  if ('errors' in planned) return failed(context.output, format, 'preview', planned.errors)
  const { plans, findings } = planned
  const exit = exitOf(
    plans.map(({ plan }) => plan),
    hasErrors(findings),
  )
  const texts = plans.map(({ plan }) => planText(plan, context.output.width))
  const text = texts.length === 0 && !hasErrors(findings) ? 'No client is concerned\n' : texts.join('\n')
  return report(context.output, format, {
    command: 'preview',
    exit,
    findings,
    result: { plans: plans.map(({ plan }) => plan) },
    text,
  })
}

function exitOf(plans: readonly Plan[], errors: boolean): ExitCode {
  if (errors) return EXIT.error
  return plans.some(({ changes }) => changes.length > 0) ? EXIT.changes : EXIT.ok
}
