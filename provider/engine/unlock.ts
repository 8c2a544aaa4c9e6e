import { rm } from 'node:fs/promises'
import type { EngineSettings } from './engine-settings.ts'
import { holderOf } from './holders.ts'
import { lockFrom, lockIn, type Lock } from './lock.ts'
import { lockFilesOf } from './state-lock-files.ts'
import { backendOf, lockedStackText, lookAtStack } from './workspace.ts'

export type HeldLock = Lock & {
  readonly state: 'dead' | 'alive' | 'unknown'
  /** Removes this lock and, on a file back end, no other. */
  readonly remove: () => Promise<void>
}

/** The locks of a stack with what is known of their holders. Throws what the engine throws, also for no such stack. */
export async function locksOf(stack: string, engine: EngineSettings): Promise<readonly HeldLock[]> {
  const backend = await backendOf(engine)
  const files = await lockFilesOf(stack, backend)
  if (files !== undefined) {
    const held = files.map(async (file): Promise<HeldLock> => {
      const state = await holderOf(file, backend)
      return { ...lockFrom(file), state, remove: () => rm(file.path, { force: true }) }
    })
    return Promise.all(held)
  }
  const lock = lockIn((await lockedStackText(stack, engine)) ?? '')
  if (lock === undefined) return []
  // The engine removes every lock of the stack; another back end shows no single one.
  return [{ ...lock, state: 'unknown', remove: async () => (await lookAtStack(stack, engine)).cancel() }]
}
