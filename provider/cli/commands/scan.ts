import { scanRun } from '../../runs/scan.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import { scanText } from '../../scan/render/text.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'

export type ScanOptions = {
  readonly names: readonly string[]
  readonly all: boolean
  readonly format: Format
}

/** `scan`: compares what exists at Meta with the files. */
export async function scan(context: Context, { format, ...choice }: ScanOptions): Promise<ExitCode> {
  const { exit, findings, scanned } = await scanRun(context, choice)
  if (scanned === undefined) return failed(context.output, format, 'scan', findings)
  return report(context.output, format, {
    command: 'scan',
    exit,
    findings,
    result: { scanned },
    text: scanText(scanned, context.output.width),
  })
}
