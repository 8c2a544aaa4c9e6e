import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { socketIn } from '../resources/lifeline.ts'
import { folderOfBackend } from './backend-folder.ts'
import { identityOf, isGone } from './process-identity.ts'
import type { LockFile } from './state-lock-files.ts'

// The engine's lock names a host and a process id, which is not enough to judge its holder dead. Beside the state of a
// file back end stands our own record of each engine at work.

const RECORD = z.object({
  boot: z.string(),
  namespace: z.string(),
  pid: z.number(),
  started: z.string(),
  /** When the engine was started, in milliseconds since 1970. */
  at: z.number(),
  /** The run's folder, where its line answers while the command lives; empty for a call that writes nothing. */
  folder: z.string(),
})

type EngineRecord = z.infer<typeof RECORD>

/** The folder of our records, in that of a file back end. */
const RECORDS = '.metagrant/engines'

/** How long after its start an engine takes the lock at the latest. A record of another time is of another engine. */
const LOCKS_WITHIN_MS = 300_000

/** Records an engine of ours, where the system shows who it is. The result removes the record. */
export async function recordHolder(
  backend: string,
  pid: number | undefined,
  folder: string,
): Promise<() => Promise<void>> {
  const root = folderOfBackend(backend)
  const identity = pid === undefined ? undefined : identityOf(pid)
  // A back end's folder that is not there is the engine's to report: nobody may make it.
  if (root === undefined || identity === undefined || !existsSync(root)) return async () => undefined
  const path = join(root, RECORDS)
  const file = join(path, `${identity.pid}-${identity.boot}-${identity.started}.json`)
  const record: EngineRecord = { ...identity, at: Date.now(), folder }
  await mkdir(path, { recursive: true })
  await writeFile(file, JSON.stringify(record))
  return () => rm(file, { force: true })
}

/** What is known of the holder of a lock: nothing is guessed from its host name and process id alone. */
export async function holderOf(lock: LockFile, backend: string): Promise<'dead' | 'alive' | 'unknown'> {
  const taken = Date.parse(lock.timestamp)
  const isOf = ({ pid, at }: EngineRecord) =>
    pid === lock.pid && at <= taken + 1000 && taken - at < LOCKS_WITHIN_MS
  const holders = (await readHolders(backend)).filter(isOf)
  const answers = await Promise.all(holders.map(({ folder }) => isAnswered(folder)))
  if (answers.includes(true)) return 'alive'
  if (holders.length === 0 || lock.hostname !== hostname()) return 'unknown'
  if (holders.every(isGone)) return 'dead'
  return holders.some((one) => identityOf(one.pid)?.started === one.started) ? 'alive' : 'unknown'
}

async function readHolders(backend: string): Promise<EngineRecord[]> {
  const root = folderOfBackend(backend)
  if (root === undefined) return []
  const path = join(root, RECORDS)
  const names = await readdir(path).catch(() => [])
  const read = names.map(async (name) => {
    try {
      return [RECORD.parse(JSON.parse(await readFile(join(path, name), 'utf8')))]
    } catch {
      return []
    }
  })
  return (await Promise.all(read)).flat()
}

/** Whether a command answers in this folder; it may be in another pid namespace of this machine. */
async function isAnswered(folder: string): Promise<boolean> {
  if (folder === '') return false
  return new Promise((resolve) => {
    const line = connect(socketIn(folder))
    line.on('connect', () => {
      line.destroy()
      resolve(true)
    })
    line.on('error', () => resolve(false))
  })
}
