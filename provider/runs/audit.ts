import { entriesOf } from '../audit/entries.ts'
import type { AuditEntry } from '../audit/entry.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { isSlug } from '../model/slug.ts'
import { appendTo, chainOf, chainsIn, verifyFile, type Chain } from './audit-chains.ts'
import { pullFailure, pullReader } from './audit-pulls.ts'
import { gather, type Gathered } from './audit-sources.ts'
import type { RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'

/** Who asked for a client's changes, who approved them and when they were applied. */
export type AuditedRun = {
  readonly exit: ExitCode
  readonly entries: readonly AuditEntry[]
  /** The chain that got the new entries. */
  readonly chain: Chain | undefined
  readonly findings: readonly Finding[]
}

/**
 * Reads the changes of a client's access from git, GitHub and the stack's history; what is not known is marked. With
 * `append`, the final entries go to the client's chain, or to the chain in the named file.
 */
export async function auditRun(
  context: RunContext,
  client: string | undefined,
  append?: string | true,
): Promise<AuditedRun | { readonly errors: readonly Finding[] }> {
  if (client === undefined) {
    const known = 'one client, or write --verify to verify all chains'
    return { errors: [finding('CLIENT_NOT_NAMED', { known })] }
  }
  if (!isSlug(client)) {
    const nearest = 'the slug of one client'
    return { errors: [finding('CLIENT_UNKNOWN', { client, nearest })] }
  }
  context.progress('Reading the history')
  const gathered = await gatherOrFail(client, context)
  if ('code' in gathered) return { errors: [gathered] }
  const entries = entriesOf(gathered.known)
  const appended = append === undefined ? undefined : await appendFor(context, client, append, entries)
  const failed = appended !== undefined && 'code' in appended
  const findings = [...gathered.findings, ...(failed ? [appended] : [])]
  const chain = failed ? undefined : appended
  return { exit: hasErrors(findings) ? EXIT.error : EXIT.ok, entries, chain, findings }
}

/** Verifies one client's chain, the chain in `file`, or all chains. */
export async function verifyRun(
  { root }: RunContext,
  client: string | undefined,
  file: string | true,
): Promise<{ readonly chains: readonly Chain[]; readonly findings: readonly Finding[] }> {
  const own = client === undefined ? await chainsIn(root) : [chainOf(client)]
  const files = file === true ? own : [file]
  const results = await Promise.all(files.map((one) => verifyFile(root, one)))
  return {
    chains: results.filter((one) => 'head' in one),
    findings: results.filter((one) => 'code' in one),
  }
}

/** When GitHub is configured and does not answer, the audit stops: an entry would leave out what is known. */
async function gatherOrFail(client: string, context: RunContext): Promise<Gathered | Finding> {
  try {
    return await gather(client, await pullReader(context.env), context)
  } catch (error) {
    return pullFailure(client, error)
  }
}

function appendFor(
  { root }: RunContext,
  client: string,
  append: string | true,
  entries: readonly AuditEntry[],
): Promise<Chain | Finding> {
  return appendTo(root, append === true ? chainOf(client) : append, entries)
}
