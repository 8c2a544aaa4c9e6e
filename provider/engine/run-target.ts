import type { Stack } from '@pulumi/pulumi/automation/index.js'
import type { Inventory } from '../inventory/inventory.ts'
import type { Failure } from '../resources/failure.ts'
import type { EngineSettings } from './engine-settings.ts'
import { makeRunFolder } from './run-folder.ts'
import { engineFailure, type EngineRun } from './run.ts'
import type { Target } from './target.ts'
import { openStack } from './open-stack.ts'

type RanTarget = { readonly run: EngineRun; readonly failures: readonly Failure[] }

/**
 * Runs the engine on a stack. The run's folder stays until its failures are read. A stack that cannot be opened is a
 * failed run.
 */
export async function runTarget(
  { name, program }: Target,
  inventory: Inventory,
  engine: EngineSettings,
  work: (stack: Stack, policyPacks: readonly string[]) => Promise<EngineRun>,
): Promise<RanTarget> {
  await using folder = await makeRunFolder(inventory)
  try {
    const run = await work(await openStack(name, program, engine, folder.path), engine.policyPacks)
    return { run, failures: await folder.failures() }
  } catch (error) {
    const run = { steps: [], findings: [engineFailure(name, error)], refusals: [], ok: false }
    return { run, failures: [] }
  }
}
