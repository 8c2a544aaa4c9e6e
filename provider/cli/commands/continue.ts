import { counted } from '../../findings/phrases.ts'
import { narrowExit } from '../../runs/apply-narrowly.ts'
import { continueRun, type ContinuedRun } from '../../runs/continue.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'
import { narrowText } from '../texts/narrow.ts'

export type ContinueOptions = { readonly names: readonly string[]; readonly format: Format }

/** `continue`: gives approved access that had to wait. What still waits is no failure. */
export async function continueLater(context: Context, { names, format }: ContinueOptions): Promise<ExitCode> {
  const continued = await continueRun(context, names)
  if ('errors' in continued) return failed(context.output, format, 'continue', continued.errors)
  const { clients, findings, waiting } = continued
  const exit = narrowExit(clients, findings)
  return report(context.output, format, {
    command: 'continue',
    exit,
    findings,
    result: { clients: clients.map(({ stack, done }) => ({ stack, given: done })), waiting },
    text: `${narrowText(clients, context.output.width)}${restText(continued)}`,
  })
}

function restText({ waiting }: ContinuedRun): string {
  if (waiting === 0) return 'No approved access waits\n'
  return `${counted(waiting, 'grant')} still to come: npx metagrant preview --all shows what each waits for\n`
}
