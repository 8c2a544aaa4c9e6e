import type { AssetState } from '../resources/inputs.ts'
import type { MemberState } from '../resources/member.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptState } from './kept-state.ts'

/**
 * The records of a stack's assets as the last run left them; undefined when there is no such stack. Throws what the
 * engine throws.
 */
export async function keptAssets(stack: string, engine: EngineSettings): Promise<AssetState[] | undefined> {
  const kept = await keptState(stack, engine)
  return kept?.resources.flatMap(({ outputs }) => {
    const state = outputs as unknown as AssetState | MemberState
    return state.resource === 'asset' ? [state] : []
  })
}
