import { recordPath } from '../../offboard/record.ts'
import { offboardRun, type OffboardedRun, type OffboardOrder } from '../../runs/offboard.ts'
import { todayOf } from '../../runs/wiring/context.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'
import { offboardText } from '../texts/offboard.ts'

export type OffboardOptions = OffboardOrder & { readonly format: Format }

/** `offboard`: shows what ending the relationship changes, writes the tombstone, or carries it out. */
export async function offboard(context: Context, { format, ...order }: OffboardOptions): Promise<ExitCode> {
  const outcome = await offboardRun(context, order)
  if ('errors' in outcome) return failed(context.output, format, 'offboard', outcome.errors)
  const { exit, findings } = outcome
  const shown = { mode: order.mode, today: todayOf(context), width: context.output.width }
  return report(context.output, format, {
    command: 'offboard',
    exit,
    findings,
    result: resultOf(outcome, shown.today),
    text: offboardText(outcome, shown),
  })
}

function resultOf({ client, edit, plans = [], results }: OffboardedRun, today: string) {
  const record = recordPath(client, { since: client.offboarded?.since ?? today })
  return {
    ...(edit === undefined ? {} : { edit: { file: edit.path, text: edit.text } }),
    plans,
    ...(results === undefined ? {} : { results, record }),
  }
}
