import { auditCsv } from '../../audit/render-csv.ts'
import { auditText } from '../../audit/render-text.ts'
import { counted } from '../../findings/phrases.ts'
import { findingsText } from '../../findings/render/text.ts'
import type { Chain } from '../../runs/audit-chains.ts'
import { auditRun, verifyRun } from '../../runs/audit.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report } from '../report.ts'

export type AuditOptions = {
  readonly client?: string
  readonly format: 'text' | 'json' | 'csv'
  /** A path, or true for the client's default chain. */
  readonly append?: string | true
  readonly verify?: string | true
}

/**
 * `audit`: who asked for each change of a client's access, who approved it, when it was applied and what it changed.
 */
export async function audit(context: Context, options: AuditOptions): Promise<ExitCode> {
  const { client, format, append, verify } = options
  if (verify !== undefined) return printVerified(context, options)
  const { output } = context
  const plain = format === 'csv' ? 'text' : format
  const audited = await auditRun(context, client, append)
  if ('errors' in audited) return failed(output, plain, 'audit', audited.errors)
  const { exit, entries, chain, findings } = audited
  if (format === 'csv') {
    output.settle()
    output.out(auditCsv(entries))
    output.err(findingsText(findings))
    return exit
  }
  const text = `${auditText(client ?? '', entries, output.width)}${chain === undefined ? '' : `\n${chainText(chain)}`}`
  const result = { client, entries, ...(chain === undefined ? {} : { chain }) }
  return report(output, plain, { command: 'audit', exit, findings, result, text })
}

async function printVerified(
  context: Context,
  { client, verify = true, format }: AuditOptions,
): Promise<ExitCode> {
  const { chains, findings } = await verifyRun(context, client, verify)
  const none = chains.length === 0 && findings.length === 0
  const text = none ? 'No chain exists yet\n' : chains.map(chainText).join('')
  const exit = findings.length > 0 ? EXIT.error : EXIT.ok
  const plain = format === 'csv' ? 'text' : format
  return report(context.output, plain, { command: 'audit', exit, findings, result: { chains }, text })
}

function chainText({ file, entries, added, head }: Chain): string {
  const count = counted(entries, 'entry', 'entries')
  return `${file}: ${count}${added === 0 ? '' : `, ${added} new`}, whole\n  head ${head}\n`
}
