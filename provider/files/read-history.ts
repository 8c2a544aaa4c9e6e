import type { FileChange } from '../audit/sources.ts'
import { git } from './git.ts'

/** The changes of some files on the main line (the first parents of HEAD), newest first. */
export type FileHistory = {
  readonly changes: readonly FileChange[]
  /** Every commit of the main line, newest first. */
  readonly mainLine: readonly string[]
  /** Whether the clone is shallow and lacks older commits. */
  readonly shallow: boolean
}

/** A commit's message cannot hold NUL, so none can imitate a field. Source: git-commit(1). */
const FIELDS = ['%H', '%P', '%an <%ae>', '%aI', '%cn <%ce>', '%cI', '%s', '%b']
const FORMAT = `--format=${FIELDS.join('%x00')}%x00`

/** Undefined without a repository or without a commit. */
export async function readFileHistory(
  root: string,
  paths: readonly string[],
): Promise<FileHistory | undefined> {
  try {
    const log = ['log', '--first-parent', '--no-show-signature', FORMAT, 'HEAD', '--', ...paths]
    const [commits, mainLine, shallow] = await Promise.all([
      git(root, log),
      git(root, ['rev-list', '--first-parent', 'HEAD']),
      git(root, ['rev-parse', '--is-shallow-repository']),
    ])
    const rows = rowsIn(commits)
    const brought = await authorsOf(root, rows)
    return {
      changes: rows.map((row) => changeOf(row, brought)),
      mainLine: mainLine.toString().split('\n').filter(Boolean),
      shallow: shallow.toString().trim() === 'true',
    }
  } catch {
    return undefined
  }
}

type HistoryRow = readonly string[]

function rowsIn(output: Buffer): HistoryRow[] {
  const fields = output.toString('utf8').split('\0')
  const rows: HistoryRow[] = []
  for (let at = 0; at + FIELDS.length < fields.length + 1; at += FIELDS.length) {
    const row = fields.slice(at, at + FIELDS.length)
    if (row.length === FIELDS.length) rows.push([(row[0] ?? '').trim(), ...row.slice(1)])
  }
  return rows
}

function parentsOf([, parents = '']: HistoryRow): string[] {
  return parents.split(' ').filter(Boolean)
}

/** The merged commits of merges, by commit: their author asked for the change; the merge's author only merged it. */
async function authorsOf(
  root: string,
  rows: readonly HistoryRow[],
): Promise<ReadonlyMap<string, HistoryRow>> {
  const brought = rows.flatMap((row) => parentsOf(row).slice(1, 2))
  if (brought.length === 0) return new Map()
  const shown = await git(
    root,
    ['log', '--no-walk=unsorted', '--no-show-signature', FORMAT, '--stdin'],
    brought.join('\n'),
  )
  return new Map(rowsIn(shown).map((row) => [row[0] ?? '', row]))
}

function changeOf(row: HistoryRow, brought: ReadonlyMap<string, HistoryRow>): FileChange {
  const [commit = '', , author = '', at = '', committer = '', committedAt = '', subject = '', body = ''] = row
  const [parent, merged] = parentsOf(row)
  const [, , by = author, askedAt = at] = brought.get(merged ?? '') ?? []
  return {
    commit,
    parent,
    subject,
    body,
    author: { by, at: utc(askedAt) },
    committer: { by: committer, at: utc(committedAt) },
  }
}

/** Commits hold their author's local time. */
function utc(time: string): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : date.toISOString()
}
