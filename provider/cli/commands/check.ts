import { counted } from '../../findings/phrases.ts'
import { checkRun, cleanText } from '../../runs/check.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { report, type Format } from '../report.ts'

/** `check`: the findings of the model and of the policy rules in the files. */
export async function check(context: Context, format: Format): Promise<ExitCode> {
  const { exit, findings, counts } = await checkRun(context)
  const text = findings.length === 0 ? `${cleanText(counts)}\n` : `${counted(findings.length, 'finding')}\n`
  return report(context.output, format, { command: 'check', exit, findings, result: { counts }, text })
}
