import { stackHistory } from '../engine/history.ts'
import { engineFailure } from '../engine/run.ts'
import type { FileChange, PullFacts, PullReader, StackUpdate } from '../audit/sources.ts'
import { accessDiff } from '../audit/access-diff.ts'
import type { KnownHistory } from '../audit/entries.ts'
import type { AccessChange } from '../audit/entry.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { buildWithHistory } from '../files/build-with-history.ts'
import { agencyHistory } from '../files/formerly-listed.ts'
import { readFileHistory } from '../files/read-history.ts'
import { readVersions } from '../files/read-versions.ts'
import { AGENCY_FILE, CLIENTS_FOLDER, FUNCTIONS_FILE, PACKAGES_FILE } from '../model/access-files.ts'
import { desiredAccess, type DesiredClient } from '../model/desired.ts'
import type { RawFile } from '../model/read/source.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'

export type Gathered = {
  readonly known: KnownHistory
  readonly findings: readonly Finding[]
  /** Why nobody can say what was applied: the engine is missing or the state cannot be read. */
  readonly unasked: readonly Finding[]
}

const NO_GITHUB = 'GITHUB_TOKEN and GITHUB_REPOSITORY are not set'

/**
 * Collects what git, the engine and, with a reader, GitHub know of a client's changes. Without git it returns a
 * finding; what the others would say is marked as not known. When `pulls` throws, `gather` throws.
 */
export async function gather(
  client: string,
  pulls: PullReader | undefined,
  context: RunContext,
): Promise<Gathered | Finding> {
  const own = `${CLIENTS_FOLDER}${client}.yaml`
  const paths = [own, AGENCY_FILE, FUNCTIONS_FILE, PACKAGES_FILE]
  const history = await readFileHistory(context.root, paths)
  if (history === undefined) return finding('AUDIT_NO_HISTORY', { client })
  const versions = await versionsOf(history.changes, paths, context.root)
  let listed: Promise<string> | undefined
  const agency = (): Promise<string> => (listed ??= agencyHistory(context.root))
  const concerned: (FileChange & { access: AccessChange[] | null })[] = []
  for (const [index, change] of history.changes.entries()) {
    const [after = [], before = []] = [versions[index], versions[index + 1]]
    const day = change.committer.at.slice(0, 10)
    const [from, to] = [
      await desiredIn(client, before, day, agency),
      await desiredIn(client, after, day, agency),
    ]
    const access = from === null || to === null ? null : accessDiff(from, to)
    const isOwn = textOf(before, own) !== textOf(after, own)
    if (isOwn || (access !== null && access.length > 0)) concerned.push({ ...change, access })
  }
  if (!concerned.some(({ commit }) => commit !== '')) return unknownClient(client)
  const changes: (FileChange & { access: AccessChange[] | null; pull: PullFacts | null | undefined })[] = []
  for (const change of concerned)
    changes.push({
      ...change,
      pull: pulls === undefined ? undefined : ((await pulls(change.commit)) ?? null),
    })
  const { updates, reason, unasked } = await updatesOf(client, context)
  const reasons = { pulls: NO_GITHUB, updates: reason }
  const findings = history.shallow ? [finding('AUDIT_SHALLOW', { client })] : []
  return { known: { client, changes, mainLine: history.mainLine, updates, reasons }, findings, unasked }
}

function unknownClient(client: string): Finding {
  return finding('CLIENT_UNKNOWN', { client, nearest: 'the slug of a client that has or had a file' })
}

/** The files at each change, and before the oldest one. */
async function versionsOf(
  changes: readonly FileChange[],
  paths: readonly string[],
  root: string,
): Promise<RawFile[][]> {
  const commits = changes.map(({ commit }) => commit)
  const before = changes.at(-1)?.parent
  return readVersions(root, before === undefined ? commits : [...commits, before], paths)
}

/**
 * Desired access by a version of the files on a day; undefined without the client's file, null where today's rules
 * cannot read it.
 */
async function desiredIn(
  slug: string,
  files: readonly RawFile[],
  today: string,
  agency: () => Promise<string>,
): Promise<DesiredClient | undefined | null> {
  if (textOf(files, `${CLIENTS_FOLDER}${slug}.yaml`) === undefined) return undefined
  const { model, findings } = await buildWithHistory(files, today, agency)
  if (model === undefined || findings.some(({ severity }) => severity === 'error')) return null
  const client = model.clients.find((one) => one.slug === slug)
  return client === undefined ? null : desiredAccess(model, client, today)
}

function textOf(files: readonly RawFile[], path: string): string | undefined {
  const file = files.find((one) => one.path === path)
  return file === undefined ? undefined : Buffer.from(file.bytes).toString('latin1')
}

async function updatesOf(
  client: string,
  context: RunContext,
): Promise<
  { readonly updates: readonly StackUpdate[] | undefined; readonly reason: string } & Pick<
    Gathered,
    'unasked'
  >
> {
  const engine = await withEngine(context)
  if ('code' in engine)
    return { updates: undefined, reason: 'this machine has no Pulumi engine', unasked: [engine] }
  try {
    const updates = await stackHistory(client, engine)
    const reason = 'the stack does not exist, and its history went with it'
    return { updates, reason, unasked: [] }
  } catch (error) {
    const unasked = [engineFailure(client, error)]
    return { updates: undefined, reason: 'the state cannot be read', unasked }
  }
}
