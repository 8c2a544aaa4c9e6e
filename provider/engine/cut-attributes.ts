import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { folderOfBackend } from './backend-folder.ts'

/** What the engine's file back end writes beside each file, and reads with it. */
const ATTRIBUTES = '.attrs'

/**
 * Removes attributes that a killed engine left empty or cut. It writes a state whole, into another file that it renames,
 * but the attributes beside it in place, and then refuses the whole state for them ("EOF"); without them it reads the
 * state as it is. Source: FACT (seen on 3.259, killed at a request; gocloud.dev/blob/fileblob, `writer.Close` and
 * `getAttrs`). `folders` are paths in the folder of the back end; another back end has none of this.
 */
export async function mendAttributes(backend: string, folders: readonly string[]): Promise<void> {
  const root = folderOfBackend(backend)
  if (root === undefined) return
  await Promise.all(folders.map((folder) => mendIn(join(root, '.pulumi', folder))))
}

async function mendIn(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith(ATTRIBUTES)).map((name) => join(folder, name))
  await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8').catch(() => undefined)
      if (text !== undefined && !isWhole(text)) await rm(file, { force: true })
    }),
  )
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
