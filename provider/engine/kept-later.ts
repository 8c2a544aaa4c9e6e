import type { AssetState } from '../resources/inputs.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptState } from './kept-state.ts'

/** The assets of a stack where approved access waits, as the last apply left them. Throws what the engine throws. */
export async function keptLater(stack: string, engine: EngineSettings): Promise<readonly AssetState[]> {
  const kept = await keptState(stack, engine)
  return (kept?.resources ?? [])
    .map(({ outputs }) => outputs as unknown as AssetState)
    .filter(({ resource, later = [] }) => resource === 'asset' && later.length > 0)
}
