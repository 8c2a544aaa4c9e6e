import type { EngineSettings } from './engine-settings.ts'
import { keptState } from './kept-state.ts'

/** The inputs of each resource of a stack when it was last applied, by the resource's name; empty without a stack. */
export async function keptInputs(
  stack: string,
  engine: EngineSettings,
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const kept = await keptState(stack, engine)
  return new Map(kept?.resources.map(({ name, inputs }) => [name, inputs]))
}
