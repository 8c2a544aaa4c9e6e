import type { Finding } from '../findings/finding.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { ManagedAsset } from '../plan/change.ts'
import type { Failure } from '../resources/failure.ts'
import type { AssetInputs } from '../resources/inputs.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptState } from './kept-state.ts'
import { runTarget } from './run-target.ts'
import { updateStack } from './run.ts'
import type { Target } from './target.ts'
import { urnsOf } from './urn.ts'

export type AppliedTarget = {
  readonly done: boolean
  /** Path of the record of a client who leaves, relative to the root. */
  readonly record?: string
  readonly failures: readonly Failure[]
  readonly findings: readonly Finding[]
}

/**
 * Above this number of resources the engine saves the state only at the end of a run: it writes the whole state twice a
 * resource otherwise, so the cost grows with the square (decisions "State").
 */
const MOST_WITH_STEPS = 100

/**
 * Applies one stack, on the inventory from which its plan was made. `message` goes into the stack's history. With
 * `asked`, no other assets are touched; what goes to another stack never is.
 */
export async function applyTarget(
  target: Target,
  inventory: Inventory,
  engine: EngineSettings,
  message: string,
  asked?: readonly ManagedAsset[],
): Promise<AppliedTarget> {
  const only = asked ?? (await stayingAssets(target, engine))
  const urns = only === undefined ? {} : { only: urnsOf(target.name, only) }
  const keepsSteps = target.inputs.length <= MOST_WITH_STEPS
  const aimed = { ...engine, keepsSteps, ...(only === undefined ? {} : { only: only.map(({ id }) => id) }) }
  const { run, failures } = await runTarget(target, inventory, aimed, (stack, pack, prepare) =>
    updateStack(stack, pack, { message, prepare, stop: engine.stop, ...urns }),
  )
  // When a resource fails, the engine fails as a whole; the provider's own failure is more precise.
  const own = [...run.findings, ...run.refusals].filter(
    ({ severity }) => failures.length === 0 || severity !== 'error',
  )
  return { done: run.ok, failures, findings: own }
}

/** All assets of a stack but those that go to another: the engine would end what the program does not declare. */
async function stayingAssets(
  { name, inputs, moves }: Target,
  engine: EngineSettings,
): Promise<readonly ManagedAsset[] | undefined> {
  const going = moves.filter(({ from }) => from === name)
  if (going.length === 0) return undefined
  const kept = (await keptState(name, engine).catch(() => undefined))?.resources ?? []
  const held = [...inputs, ...kept.map((one) => one.inputs as unknown as AssetInputs)]
  const assets = held.flatMap((one) =>
    one.resource === 'asset'
      ? [[`${one.kind} ${one.asset}`, { kind: one.kind, id: one.asset, name: '' }] as const]
      : [],
  )
  const rest = new Map(assets)
  for (const { asset } of going) rest.delete(`${asset.kind} ${asset.id}`)
  return [...rest.values()]
}
