import type { Finding } from '../findings/finding.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { slugIn } from '../model/access-files.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { scanEstate, type Part } from '../scan/scan.ts'
import { isOpen, isUnread, summaryOf, type Summary } from '../scan/summary.ts'
import { readScan } from './read-scan.ts'
import type { RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { select } from './wiring/select.ts'

/** The result of a scan. `scanned` is undefined when the scan could not read Meta. */
export type ScannedRun = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly scanned: readonly Summary[] | undefined
}

/**
 * Compares the live estate with the files, without the engine, on transports that can only read. Without a name it
 * scans everything. Exits with 0 when nothing is open, 2 when something is, 4 when some of it could not be read, 1 when
 * nothing could.
 */
export async function scanRun(
  context: RunContext,
  { names, all }: { readonly names: readonly string[]; readonly all: boolean },
): Promise<ScannedRun> {
  const everything = all || names.length === 0
  const selection = await select({ names, all: everything, withoutBroken: true }, context)
  if (!('model' in selection)) return unscanned(selection)
  const faults = selection.findings.filter((one) => hasErrors([one]))
  if (selection.clients.length === 0 && !selection.agency) return unscanned(faults)
  context.progress('Reading the access at Meta')
  const read = await readScan(selection, everything, context)
  if (!('seen' in read)) return unscanned([...faults, ...read])
  const parts = withFound(scanEstate(read.seen, context.now()), [...faults, ...read.findings])
  const looked = new Set([AGENCY_STACK, ...selection.clients.map(({ slug }) => slug)])
  const findings = parts.flatMap((part) => part.findings)
  return {
    exit: exitOf(findings),
    findings,
    scanned: parts.map((part) => summaryOf(part, looked.has(part.name))),
  }
}

function exitOf(findings: readonly Finding[]): ExitCode {
  if (findings.some(isUnread)) return EXIT.unread
  return findings.some(isOpen) ? EXIT.changes : EXIT.ok
}

function unscanned(findings: readonly Finding[]): ScannedRun {
  return { exit: EXIT.error, findings, scanned: undefined }
}

/** Adds findings from outside the scan to the client whose file they address; a skipped client has only those. */
function withFound(parts: readonly Part[], found: readonly Finding[]): Part[] {
  const byName = Map.groupBy(found, ({ address }) => slugIn(address?.file) ?? AGENCY_STACK)
  const known = new Set(parts.map(({ name }) => name))
  return [
    ...parts.map(({ name, findings }) => ({ name, findings: [...(byName.get(name) ?? []), ...findings] })),
    ...[...byName].filter(([name]) => !known.has(name)).map(([name, findings]) => ({ name, findings })),
  ]
}
