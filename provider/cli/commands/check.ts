import { counted } from '../../findings/phrases.ts'
import { checkRun, type CheckedRun } from '../../runs/check.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { report, type Format } from '../report.ts'

/** `check`: the findings of the model and of the policy rules in the files. */
export async function check(context: Context, format: Format): Promise<ExitCode> {
  const { exit, findings, counts } = await checkRun(context)
  const text =
    findings.length === 0 ? `${checkedWords(counts)}\n` : `${counted(findings.length, 'finding')}\n`
  return report(context.output, format, { command: 'check', exit, findings, result: { counts }, text })
}

/** The text for files without a finding. */
export function checkedWords({ clients, assets, people }: CheckedRun['counts']): string {
  return `All well: ${clients} clients, ${assets} assets, ${people} people`
}
