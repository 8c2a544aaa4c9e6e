import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { EngineSettings } from './engine-settings.ts'
import { lockedBy, lockIn } from './lock.ts'
import { engineFailure, engineReason, silentFinding } from './run.ts'
import { sizesInFiles } from './state-file.ts'
import { backendOf, stackSizes } from './workspace.ts'

/** The finding for an error of a stack's state outside an engine run. */
export function engineTrouble(stack: string, error: unknown): Finding {
  const lock = lockIn(String(error))
  return lock === undefined ? engineFailure(stack, error) : lockedBy(stack, lock)
}

/** Number of resources by stack, or why the engine cannot list them: one broken state is enough. */
export async function readSizes(engine: EngineSettings): Promise<ReadonlyMap<string, number> | Finding> {
  try {
    const inFiles = await sizesInFiles(await backendOf(engine))
    return inFiles === 'ask the engine' ? await stackSizes(engine) : inFiles
  } catch (error) {
    const silent = silentFinding(error)
    if (silent !== undefined) return silent
    return finding('STATE_UNREADABLE', { message: engineReason(String(error)) })
  }
}
