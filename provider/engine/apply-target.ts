import type { Finding } from '../findings/finding.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { ManagedAsset } from '../plan/change.ts'
import type { Failure } from '../resources/failure.ts'
import type { EngineSettings } from './engine-settings.ts'
import { runTarget } from './run-target.ts'
import { updateStack } from './run.ts'
import type { Target } from './target.ts'
import { urnsOf } from './urn.ts'

export type AppliedTarget = {
  readonly done: boolean
  /** The record of a client who leaves, below the root. */
  readonly record?: string
  readonly failures: readonly Failure[]
  readonly findings: readonly Finding[]
}

/**
 * Makes one stack so, on the inventory that its plan was made of; `message` is for the history of the stack. With `only`,
 * no other assets than these.
 */
export async function applyTarget(
  target: Target,
  inventory: Inventory,
  engine: EngineSettings,
  message: string,
  only?: readonly ManagedAsset[],
): Promise<AppliedTarget> {
  const urns = only === undefined ? {} : { only: urnsOf(target.name, only) }
  const aimed = only === undefined ? engine : { ...engine, only: only.map(({ id }) => id) }
  const { run, failures } = await runTarget(target, inventory, aimed, (stack, pack) =>
    updateStack(stack, pack, { message, ...urns }),
  )
  // The engine fails as a whole when a resource does; what failed is said better by the provider itself.
  const own = [...run.findings, ...run.refusals].filter(
    ({ severity }) => failures.length === 0 || severity !== 'error',
  )
  return { done: run.ok, failures, findings: own }
}
