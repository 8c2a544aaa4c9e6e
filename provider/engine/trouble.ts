import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { EngineSettings } from './engine-settings.ts'
import { lockedBy, lockIn } from './lock.ts'
import { engineFailure, engineReason } from './run.ts'
import { stackSizes } from './workspace.ts'

/** What went wrong with the state of a stack outside a run of the engine. */
export function engineTrouble(stack: string, error: unknown): Finding {
  const lock = lockIn(String(error))
  return lock === undefined ? engineFailure(stack, error) : lockedBy(stack, lock)
}

/** The stacks there are, by size; or why the engine cannot list them, which it does not where one state is broken. */
export async function readSizes(engine: EngineSettings): Promise<ReadonlyMap<string, number> | Finding> {
  try {
    return await stackSizes(engine)
  } catch (error) {
    return finding('STATE_UNREADABLE', { message: engineReason(String(error)) })
  }
}
