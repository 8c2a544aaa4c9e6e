import { appliedIn, type AssetInputs } from '../resources/inputs.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptAssets } from './kept-assets.ts'

/**
 * What was applied of each asset of a stack, as its inputs, by its id; empty without a stack. It is read from the
 * resource's own record: the engine's inputs of a run that made only a part are all that the files asked for.
 */
export async function keptInputs(
  stack: string,
  engine: EngineSettings,
): Promise<ReadonlyMap<string, AssetInputs>> {
  const states = (await keptAssets(stack, engine)) ?? []
  return new Map(states.map((state) => [state.asset, appliedIn(state)]))
}
