import { counted } from '../../findings/phrases.ts'
import { entriesOf } from '../../audit/entries.ts'
import type { AuditEntry } from '../../audit/entry.ts'
import { auditCsv } from '../../audit/render-csv.ts'
import { auditText } from '../../audit/render-text.ts'
import { finding } from '../../findings/catalogue.ts'
import { findingsText } from '../../findings/render/text.ts'
import type { Finding } from '../../findings/finding.ts'
import { appendTo, chainOf, chainsIn, verifyFile, type Chain } from '../audit-chain.ts'
import { gather, type Gathered } from '../audit-known.ts'
import { pullFailure, pullReader } from '../audit-pulls.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { failed, hasErrors, report } from '../report.ts'
import { isSlug } from '../../model/slug.ts'

export type AuditOptions = {
  readonly client?: string
  readonly format: 'text' | 'json' | 'csv'
  /** A file, or true for the client's own place. */
  readonly append?: string | true
  readonly verify?: string | true
}

/**
 * `audit`: who asked for each change of a client's access, who approved it, when it was applied and what it changed, out
 * of git, GitHub and the history of the stack; what is not known is said. `--append` adds what is final to the client's
 * chain, `--verify` checks chains and tells nothing else.
 */
export async function audit(context: Context, options: AuditOptions): Promise<ExitCode> {
  if (options.verify !== undefined) return verifyChains(context, options)
  const { client, format } = options
  const form = format === 'csv' ? 'text' : format
  if (client === undefined) {
    const known = 'one client, or write --verify to verify all chains'
    return failed(context.output, form, 'audit', [finding('CLIENT_NOT_NAMED', { known })])
  }
  if (!isSlug(client)) {
    const nearest = 'the slug of one client'
    return failed(context.output, form, 'audit', [finding('CLIENT_UNKNOWN', { client, nearest })])
  }
  context.output.progress('Reading the history')
  const gathered = await gatherOrTell(client, context)
  if ('code' in gathered) return failed(context.output, form, 'audit', [gathered])
  const entries = entriesOf(gathered.known)
  const chain = await appendIfAsked(context, client, options, entries)
  const findings = [...gathered.findings, ...(chain !== undefined && 'code' in chain ? [chain] : [])]
  return print(context, options, client, entries, chain, findings)
}

/** GitHub that is to be asked and does not answer stops it: else an entry would say less than is known. */
async function gatherOrTell(client: string, context: Context): Promise<Gathered | Finding> {
  try {
    return await gather(client, await pullReader(context.env), context)
  } catch (error) {
    return pullFailure(client, error)
  }
}

function appendIfAsked(
  { root }: Context,
  client: string,
  { append }: AuditOptions,
  entries: readonly AuditEntry[],
): Promise<Chain | Finding | undefined> {
  if (append === undefined) return Promise.resolve(undefined)
  return appendTo(root, append === true ? chainOf(client) : append, entries)
}

function print(
  { output }: Context,
  { format }: AuditOptions,
  client: string,
  entries: readonly AuditEntry[],
  chain: Chain | Finding | undefined,
  findings: readonly Finding[],
): ExitCode {
  const exit = hasErrors(findings) ? EXIT.error : EXIT.ok
  if (format === 'csv') {
    output.settle()
    output.out(auditCsv(entries))
    output.err(findingsText(findings))
    return exit
  }
  const whole = chain !== undefined && 'head' in chain ? chain : undefined
  const text = `${auditText(client, entries, output.width)}${whole === undefined ? '' : `\n${chainText(whole)}`}`
  const result = { client, entries, ...(whole === undefined ? {} : { chain: whole }) }
  return report(output, format, { command: 'audit', exit, findings, result, text })
}

async function verifyChains(
  { root, output }: Context,
  { client, verify, format }: AuditOptions,
): Promise<ExitCode> {
  const own = client === undefined ? await chainsIn(root) : [chainOf(client)]
  const files = typeof verify === 'string' ? [verify] : own
  const results = await Promise.all(files.map((file) => verifyFile(root, file)))
  const chains = results.filter((one) => 'head' in one)
  const findings = results.filter((one) => 'code' in one)
  const text = files.length === 0 ? 'No chain exists yet\n' : chains.map(chainText).join('')
  const exit = findings.length > 0 ? EXIT.error : EXIT.ok
  const form = format === 'csv' ? 'text' : format
  return report(output, form, { command: 'audit', exit, findings, result: { chains }, text })
}

function chainText({ file, entries, added, head }: Chain): string {
  const count = counted(entries, 'entry', 'entries')
  return `${file}: ${count}${added === 0 ? '' : `, ${added} new`}, whole\n  head ${head}\n`
}
