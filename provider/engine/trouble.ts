import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { EngineSettings } from './engine-settings.ts'
import { engineReason, silentFinding } from './run.ts'
import { urnsInFiles } from './state-file.ts'
import { backendOf, stackSizes } from './workspace.ts'

/** The size of a state that cannot be read: it is no empty one, and differs from whatever the files ask for. */
const UNKNOWN_SIZE = Number.POSITIVE_INFINITY

/** Number of resources by stack, or why the engine cannot list them: one broken state is enough. */
export async function readSizes(engine: EngineSettings): Promise<ReadonlyMap<string, number> | Finding> {
  try {
    const inFiles = await urnsInFiles(await backendOf(engine))
    if (inFiles === 'ask the engine') return await stackSizes(engine)
    return new Map([...inFiles].map(([stack, urns]) => [stack, urns === 'cut' ? UNKNOWN_SIZE : urns.length]))
  } catch (error) {
    const silent = silentFinding(error)
    if (silent !== undefined) return silent
    return finding('STATE_UNREADABLE', { message: engineReason(String(error)) })
  }
}
