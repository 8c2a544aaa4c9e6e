import { slugIn } from '../model/access-files.ts'
import { entriesIn, extended } from '../audit/append.ts'
import { EMPTY } from '../audit/chain.ts'
import { entriesOf } from '../audit/entries.ts'
import type { PullReader } from '../audit/sources.ts'
import { verify } from '../audit/verify.ts'
import { brokenFinding, CHAIN_ENDING, type Chain } from '../runs/audit-chains.ts'
import { gather } from '../runs/audit-sources.ts'
import type { RunContext } from '../runs/wiring/context.ts'
import { readAccessFiles } from '../files/read-access.ts'
import { counted } from '../findings/phrases.ts'
import type { Finding } from '../findings/finding.ts'
import { blobsAt, headOf, makeCommit } from '../github/branches.ts'
import type { GitHub } from '../github/connect.ts'
import { telling } from '../github/finding-of.ts'
import { AUDIT_BRANCH } from '../github/names.ts'
import { readPullFacts } from '../github/pull-facts.ts'
import { isSlug } from '../model/slug.ts'
import { runOf, type WorkflowRun } from './workflow-run.ts'

/** A chain with its new entries. */
type Grown = Chain & { readonly text: string }

/**
 * Adds the final entries to every client's chain, in one commit on the audit branch, and verifies every chain. The
 * branch only moves forward. GitHub is not asked about commits that a chain holds already, so when it stops answering,
 * the next run continues from there.
 */
export async function auditWorkflow(context: RunContext, github: GitHub): Promise<WorkflowRun> {
  const findings: Finding[] = []
  const branch = await telling(findings, () => readBranch(github))
  if (branch === undefined) return runOf(findings, summaryOf([]))
  const pulls = askedOnce((commit) => readPullFacts(github, commit))
  const grown: Grown[] = []
  for (const client of await clientsOf(context, branch.chains)) {
    context.progress(`Reading the history of ${client}`)
    const one = await telling(findings, async () =>
      grow(client, await branch.chains.get(fileOf(client))?.(), pulls, context),
    )
    if (one === undefined) continue
    findings.push(...one.findings)
    if (one.chain !== undefined) grown.push(one.chain)
  }
  const kept = await telling(findings, () => keep(github, branch.head, grown))
  return runOf(findings, summaryOf(kept ?? []))
}

type Branch = {
  readonly head: string | undefined
  readonly chains: ReadonlyMap<string, () => Promise<Buffer>>
}

/** Empty before the first run. */
async function readBranch(github: GitHub): Promise<Branch> {
  const head = await headOf(github, AUDIT_BRANCH)
  return { head, chains: head === undefined ? new Map() : await blobsAt(github, head) }
}

/** Clients with a file or a chain: the chain of a client who left stays. */
async function clientsOf({ root }: RunContext, chains: Branch['chains']): Promise<string[]> {
  const { files } = await readAccessFiles(root)
  const present = files.flatMap(({ path }) => slugIn(path) ?? [])
  const kept = [...chains.keys()]
    .filter((name) => name.endsWith(CHAIN_ENDING))
    .map((name) => name.slice(0, -CHAIN_ENDING.length))
  return [...new Set([...present, ...kept])].filter(isSlug).sort()
}

async function grow(
  client: string,
  chain: Buffer | undefined,
  pulls: PullReader,
  context: RunContext,
): Promise<{ readonly chain?: Grown; readonly findings: readonly Finding[] }> {
  const file = fileOf(client)
  const before = chain === undefined ? EMPTY : verify(chain)
  if ('broken' in before) return { findings: [brokenFinding(file, before.broken)] }
  const known = new Set(chain === undefined ? [] : entriesIn(chain).map(({ commit }) => commit))
  const reader: PullReader = (commit) => (known.has(commit) ? Promise.resolve(undefined) : pulls(commit))
  const gathered = await gather(client, reader, context)
  if ('code' in gathered) return { findings: [gathered] }
  const findings = [...gathered.findings, ...gathered.unasked]
  const { bytes, ...head } = extended(chain, before, entriesOf(gathered.known))
  return { chain: { ...head, file, text: bytes.toString('utf8') }, findings }
}

/** Makes one commit for all new entries; none when there are none. */
async function keep(
  github: GitHub,
  parent: string | undefined,
  grown: readonly Grown[],
): Promise<readonly Chain[]> {
  const fresh = grown.filter(({ added }) => added > 0)
  if (fresh.length === 0) return grown
  const files = new Map(fresh.map(({ file, text }) => [file, text]))
  const count = fresh.reduce((sum, { added }) => sum + added, 0)
  const message = `Audit: ${counted(count, 'entry', 'entries')} of ${counted(fresh.length, 'client', 'clients')}`
  const sha = await makeCommit(github, { parent, files, message })
  const { rest, repo } = github
  if (parent === undefined) await rest.git.createRef({ ...repo, ref: `refs/heads/${AUDIT_BRANCH}`, sha })
  else await rest.git.updateRef({ ...repo, ref: `heads/${AUDIT_BRANCH}`, sha, force: false })
  return grown
}

function summaryOf(chains: readonly Chain[]): string {
  const rows = chains
    .filter(({ entries }) => entries > 0)
    .map(({ file, entries, added, head }) => `| \`${file}\` | ${entries} | ${added} | \`${head}\` |`)
  const table = ['| chain | entries | new | head |', '| --- | ---: | ---: | --- |', ...rows].join('\n')
  return `## Audit\n\n${rows.length === 0 ? 'No chain was written.' : table}`
}

function fileOf(client: string): string {
  return `${client}${CHAIN_ENDING}`
}

/** A change of the common files concerns many clients: its pull request is read once. */
function askedOnce(read: PullReader): PullReader {
  const asked = new Map<string, ReturnType<PullReader>>()
  return (commit) => {
    const answer = asked.get(commit) ?? read(commit)
    asked.set(commit, answer)
    return answer
  }
}
