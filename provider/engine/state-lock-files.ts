import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { folderOfBackend } from './backend-folder.ts'
import { PROJECT } from './workspace.ts'

/** A lock as the engine writes it. Source: FACT, pkg/backend/diy/lock.go of 3.259. */
const LOCK = z.object({ pid: z.number(), username: z.string(), hostname: z.string(), timestamp: z.string() })

export type LockFile = z.infer<typeof LOCK> & { readonly path: string }

/**
 * The locks of a stack in a file back end; empty when nobody holds one, undefined for any other back end. A file that is
 * no lock of the engine's, or goes while it is read, is left out.
 */
export async function lockFilesOf(stack: string, backend: string): Promise<readonly LockFile[] | undefined> {
  const root = folderOfBackend(backend)
  if (root === undefined) return undefined
  const folder = join(root, '.pulumi/locks/organization', PROJECT, stack)
  const names = await readdir(folder).catch(() => [])
  const locks = names.map(async (name): Promise<LockFile[]> => {
    const path = join(folder, name)
    const read = LOCK.safeParse(parsed(await readFile(path, 'utf8').catch(() => '')))
    return read.success ? [{ ...read.data, path }] : []
  })
  return (await Promise.all(locks)).flat()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
