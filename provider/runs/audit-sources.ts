import { stackHistory } from '../engine/history.ts'
import { engineFailure } from '../engine/run.ts'
import type { FileChange, PullReader, StackUpdate } from '../audit/sources.ts'
import { accessDiff } from '../audit/access-diff.ts'
import type { KnownHistory } from '../audit/entries.ts'
import type { AccessChange, AssetMoved } from '../audit/entry.ts'
import { withoutMoves } from '../audit/moves.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { buildWithHistory } from '../files/build-with-history.ts'
import { agencyHistory } from '../files/formerly-listed.ts'
import { readFileHistory } from '../files/read-history.ts'
import { changedPaths } from '../files/git.ts'
import { readVersions } from '../files/read-versions.ts'
import { AGENCY_FILE, clientFile, FUNCTIONS_FILE, PACKAGES_FILE, slugIn } from '../model/access-files.ts'
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
  const own = clientFile(client)
  const paths = [own, AGENCY_FILE, FUNCTIONS_FILE, PACKAGES_FILE]
  const history = await readFileHistory(context.root, paths)
  if (history === undefined) return finding('AUDIT_NO_HISTORY', { client })
  const versions = await versionsOf(history.changes, paths, context.root)
  let listed: Promise<string> | undefined
  const agency = (): Promise<string> => (listed ??= agencyHistory(context.root))
  const concerned: (FileChange & { access: AccessChange[] | null; moved: readonly AssetMoved[] })[] = []
  for (const [index, change] of history.changes.entries()) {
    const [after = [], before = []] = [versions[index], versions[index + 1]]
    const day = change.committer.at.slice(0, 10)
    const [from, to] = [
      await desiredIn(client, before, day, agency),
      await desiredIn(client, after, day, agency),
    ]
    const known = from === null || to === null ? undefined : { before: from, after: to }
    const others = known && (await othersAt(client, change, known, context.root, agency))
    const seen = known && withoutMoves({ ...known, others: others ?? new Map() })
    const access = seen === undefined ? null : accessDiff(seen.before, seen.after)
    const isOwn = textOf(before, own) !== textOf(after, own)
    if (isOwn || (access !== null && access.length > 0))
      concerned.push({ ...change, access, moved: seen?.moved ?? [] })
  }
  if (!concerned.some(({ commit }) => commit !== '')) return unknownClient(client)
  const changes: KnownHistory['changes'][number][] = []
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

type DesiredTwice = { readonly before: DesiredClient | undefined; readonly after: DesiredClient | undefined }

/** What the other clients' files of a change asked for before and after it; read only where the client's assets change. */
async function othersAt(
  client: string,
  { commit, parent, committer }: FileChange,
  { before, after }: DesiredTwice,
  root: string,
  agency: () => Promise<string>,
): Promise<ReadonlyMap<string, DesiredTwice> | undefined> {
  const idsOf = (one: DesiredClient | undefined) =>
    one?.assets
      .map(({ id }) => id)
      .sort()
      .join(' ') ?? ''
  if (parent === undefined || idsOf(before) === idsOf(after)) return undefined
  const changed = (await changedPaths(root, parent, commit)) ?? []
  const slugs = changed.flatMap((path) => slugIn(path) ?? []).filter((slug) => slug !== client)
  const paths = [...slugs.map(clientFile), AGENCY_FILE, FUNCTIONS_FILE, PACKAGES_FILE]
  const [old = [], now = []] = await readVersions(root, [parent, commit], paths)
  const day = committer.at.slice(0, 10)
  const wanted = slugs.map(async (slug) => {
    const [from, to] = [await desiredIn(slug, old, day, agency), await desiredIn(slug, now, day, agency)]
    return [slug, { before: from ?? undefined, after: to ?? undefined }] as const
  })
  return new Map(await Promise.all(wanted))
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
  if (textOf(files, clientFile(slug)) === undefined) return undefined
  const own = files.filter(({ path }) => [undefined, slug].includes(slugIn(path)))
  const { model, findings } = await buildWithHistory(own, today, agency)
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
