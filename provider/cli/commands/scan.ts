import type { Finding } from '../../findings/finding.ts'
import { AGENCY_STACK } from '../../model/stacks.ts'
import { scanText } from '../../scan/render/text.ts'
import { scanEstate, type Part } from '../../scan/scan.ts'
import { isOpen, summaryOf } from '../../scan/summary.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { select, slugIn } from '../load.ts'
import type { Format } from '../output.ts'
import { failed, hasErrors, report } from '../report.ts'
import { readScan } from '../scan-live.ts'

export type ScanOptions = {
  readonly names: readonly string[]
  readonly all: boolean
  readonly format: Format
}

/**
 * `scan`: the live estate against the files, on transports that can only read and without the engine. Without a name it
 * looks at everything. 0 when nothing is open, 2 when anything is, 1 when it could not look at all.
 */
export async function scan(context: Context, { names, all, format }: ScanOptions): Promise<ExitCode> {
  const everything = all || names.length === 0
  const selection = await select({ names, all: everything, withoutBroken: true }, context)
  if (!('model' in selection)) return failed(context.output, format, 'scan', selection)
  const faults = selection.findings.filter((one) => hasErrors([one]))
  if (selection.clients.length === 0 && !selection.agency)
    return failed(context.output, format, 'scan', faults)
  context.output.progress('Reading the access at Meta')
  const read = await readScan(selection, everything, context)
  if (!('seen' in read)) return failed(context.output, format, 'scan', [...faults, ...read])
  const parts = withFound(scanEstate(read.seen, context.now()), [...faults, ...read.findings])
  const looked = new Set([AGENCY_STACK, ...selection.clients.map(({ slug }) => slug)])
  const summaries = parts.map((part) => summaryOf(part, looked.has(part.name)))
  const findings = parts.flatMap((part) => part.findings)
  return report(context.output, format, {
    command: 'scan',
    exit: findings.some(isOpen) ? EXIT.changes : EXIT.ok,
    findings,
    result: { scanned: summaries },
    text: scanText(summaries, context.output.width),
  })
}

/** What was found beside the scan goes to the client in whose file it is; a client that was left out has that alone. */
function withFound(parts: readonly Part[], found: readonly Finding[]): Part[] {
  const byName = Map.groupBy(found, ({ address }) => slugIn(address?.file) ?? AGENCY_STACK)
  const known = new Set(parts.map(({ name }) => name))
  return [
    ...parts.map(({ name, findings }) => ({ name, findings: [...(byName.get(name) ?? []), ...findings] })),
    ...[...byName].filter(([name]) => !known.has(name)).map(([name, findings]) => ({ name, findings })),
  ]
}
