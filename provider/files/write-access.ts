import { randomUUID } from 'node:crypto'
import { chmod, lstat, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'

/** A file to write. `before` is the text that was read, undefined for a new file; `path` is below access/. */
export type AccessFile = { readonly path: string; readonly before: string | undefined; readonly text: string }

type Staged = { readonly target: string; readonly temporary: string }

/**
 * Writes access files, all or none: each goes into a temporary file first, and a rename replaces the target. A file
 * that changed since it was read is not overwritten, and a link out of access/ is not followed. Returns findings;
 * nothing is written then. `move` does the rename.
 */
export async function writeAccessFiles(
  root: string,
  files: readonly AccessFile[],
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<Finding[]> {
  const staged: Staged[] = []
  try {
    const findings: Finding[] = []
    for (const file of files) {
      const one = await attempt(file, () => stage(root, file))
      if ('code' in one) findings.push(one)
      else staged.push(one)
    }
    if (findings.length > 0) return findings
    for (const [index, { target, temporary }] of staged.entries()) {
      const file = files[index] as AccessFile
      const failed = await attempt(file, () => move(temporary, target))
      if (failed !== undefined) return [failed, ...(await takenBack(files, staged.slice(0, index)))]
    }
    return []
  } finally {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })))
  }
}

async function stage(root: string, { path, before, text }: AccessFile): Promise<Staged | Finding> {
  const folder = join(await realpath(root), 'access') + sep
  const wanted = join(root, path)
  const exists = (await existing(wanted)) !== undefined
  const target = exists ? await realpath(wanted) : join(await realpath(dirname(wanted)), basename(wanted))
  if (!target.startsWith(folder)) return finding('FILE_OUTSIDE', { file: path }, { file: path })
  const now = exists ? await readFile(target, 'utf8') : undefined
  if (now !== before) return finding('FILE_CHANGED', { file: path }, { file: path })
  const temporary = `${target}.${randomUUID()}.tmp`
  await writeFile(temporary, text, { flag: 'wx' })
  if (exists) await chmod(temporary, (await stat(target)).mode)
  return { target, temporary }
}

/** After a failed rename, restores the files that were already replaced. */
async function takenBack(files: readonly AccessFile[], done: readonly Staged[]): Promise<Finding[]> {
  const results = await Promise.all(
    done.map(({ target }, index) => {
      const file = files[index] as AccessFile
      return attempt(file, () =>
        file.before === undefined ? rm(target, { force: true }) : writeFile(target, file.before),
      )
    }),
  )
  return results.filter((one) => one !== undefined)
}

async function existing(path: string): Promise<object | undefined> {
  try {
    return await lstat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function attempt<T>({ path }: AccessFile, work: () => Promise<T>): Promise<T | Finding> {
  try {
    return await work()
  } catch (error) {
    return finding('FILE_UNWRITABLE', { file: path, reason: codeOf(error) }, { file: path })
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}
