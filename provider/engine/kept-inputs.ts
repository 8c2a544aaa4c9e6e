import { appliedIn, type AssetInputs, type AssetState } from '../resources/inputs.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptState } from './kept-state.ts'

/**
 * What was applied of each asset of a stack, as its inputs, by its id; empty without a stack. It is read from the
 * resource's own record: the engine's inputs of a run that made only a part are all that the files asked for.
 */
export async function keptInputs(
  stack: string,
  engine: EngineSettings,
): Promise<ReadonlyMap<string, AssetInputs>> {
  const kept = await keptState(stack, engine)
  const states = kept?.resources.map(({ outputs }) => outputs as unknown as AssetState) ?? []
  return new Map(
    states.flatMap((state) => (state.resource === 'asset' ? [[state.asset, appliedIn(state)] as const] : [])),
  )
}
