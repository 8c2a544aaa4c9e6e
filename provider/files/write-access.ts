import { randomUUID } from 'node:crypto'
import { chmod, lstat, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'

/** A file to write. `before` is its text as it was read, undefined when it is not there yet; `path` is below access/. */
export type AccessFile = { readonly path: string; readonly before: string | undefined; readonly text: string }

type Staged = { readonly target: string; readonly temporary: string }

/**
 * Writes access files, all of them or none: each goes beside its place first and takes it by a rename. A file that is not
 * what was read is not overwritten, and a link that leads out of access/ is not followed. Answers with what was wrong;
 * nothing is written then. `move` is how a file takes its place.
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

/** A rename that fails after others went well: these get their old text back. */
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
