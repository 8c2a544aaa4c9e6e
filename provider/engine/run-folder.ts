import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inventory } from '../inventory/inventory.ts'
import type { Failure } from '../resources/failure.ts'
import { FAILURES_FILE, INVENTORY_FILE } from '../resources/run-folder.ts'

export type RunFolder = AsyncDisposable & {
  readonly path: string
  /** What the providers could not do, in the order of their reports. */
  readonly failures: () => Promise<Failure[]>
}

/** A private folder (0700) that passes the inventory to the providers and their failures back; deleted with the run. */
export async function makeRunFolder(inventory: Inventory): Promise<RunFolder> {
  const path = await mkdtemp(join(tmpdir(), 'metagrant-'))
  await writeFile(join(path, INVENTORY_FILE), JSON.stringify(inventory), { mode: 0o600 })
  return {
    path,
    failures: async () => {
      const text = await readFile(join(path, FAILURES_FILE), 'utf8').catch(() => '')
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Failure]))
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}
