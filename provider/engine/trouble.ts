import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { EngineSettings } from './engine-settings.ts'
import { engineReason, silentFinding } from './run.ts'
import { sizesInFiles } from './state-file.ts'
import { backendOf, stackSizes } from './workspace.ts'

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
