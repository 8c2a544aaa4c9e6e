import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccessFile } from './write-access.ts'

/** A temporary folder with a copy of access/ and one edit in it, to plan before anything is written. */
export type Trial = AsyncDisposable & { readonly root: string }

export async function makeTrial(root: string, edit: AccessFile | undefined): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'metagrant-trial-'))
  await cp(join(root, 'access'), join(folder, 'access'), { recursive: true })
  if (edit !== undefined) await writeFile(join(folder, edit.path), edit.text)
  return { root: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
