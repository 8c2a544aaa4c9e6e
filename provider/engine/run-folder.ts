import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inventory } from '../inventory/inventory.ts'
import type { Failure } from '../resources/failure.ts'
import { FAILURES_FILE, INVENTORY_FILE } from '../resources/run-folder.ts'
import { watchFolder } from './watchdog.ts'

export type RunFolder = AsyncDisposable & {
  readonly path: string
  /** What the providers could not do, in the order of their reports. */
  readonly failures: () => Promise<Failure[]>
}

/** The folder for temporary files cannot be written: it is full, read-only, or not there. */
export class NoRunFolder extends Error {
  readonly folder: string

  constructor(reason: string) {
    super(reason)
    this.name = 'NoRunFolder'
    this.folder = tmpdir()
  }
}

/**
 * A private folder (0700) that passes the inventory to the providers and their failures back; deleted with the run, and
 * with a command that is killed. Throws NoRunFolder.
 */
export async function makeRunFolder(inventory: Inventory): Promise<RunFolder> {
  const path = await written(inventory).catch((error: unknown) => {
    throw new NoRunFolder(error instanceof Error ? error.message : String(error))
  })
  const over = watchFolder(path)
  return {
    path,
    failures: async () => {
      const text = await readFile(join(path, FAILURES_FILE), 'utf8').catch(() => '')
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Failure]))
    },
    [Symbol.asyncDispose]: async () => {
      await rm(path, { recursive: true, force: true })
      over()
    },
  }
}

async function written(inventory: Inventory): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'metagrant-'))
  try {
    await writeFile(join(path, INVENTORY_FILE), JSON.stringify(inventory), { mode: 0o600 })
    return path
  } catch (error) {
    await rm(path, { recursive: true, force: true })
    throw error
  }
}
