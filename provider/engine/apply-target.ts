import { setTimeout as sleep } from 'node:timers/promises'
import type { Finding } from '../findings/finding.ts'
import { assetKey, type Inventory } from '../inventory/inventory.ts'
import type { ManagedAsset } from '../plan/change.ts'
import type { Failure } from '../resources/failure.ts'
import type { AssetInputs } from '../resources/inputs.ts'
import type { MemberInputs } from '../resources/member.ts'
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
 * How often, and after how long, an apply tries again where another run holds a stack that takes part in a move: that one
 * may only be ending the old record, which takes seconds.
 */
const LOCKED = { tries: 4, waitMs: 2500 } as const

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
  for (let tries = 1; ; tries += 1) {
    const applied = await applyOnce(target, inventory, engine, message, asked)
    const isLocked = applied.findings.some(({ code }) => code === 'STATE_LOCKED')
    const waits = isLocked && target.moves.length > 0 && tries < LOCKED.tries
    if (!waits || engine.stop?.aborted === true) return applied
    await sleep(LOCKED.waitMs)
  }
}

async function applyOnce(
  target: Target,
  inventory: Inventory,
  engine: EngineSettings,
  message: string,
  asked: readonly ManagedAsset[] | undefined,
): Promise<AppliedTarget> {
  const part = await partOf(target, engine, asked)
  const urns = part === undefined ? {} : { only: urnsOf(target.name, part.only) }
  const keepsSteps = target.inputs.length <= MOST_WITH_STEPS
  const aimed = {
    ...engine,
    keepsSteps,
    ...(part === undefined ? {} : { only: part.only.map(({ id }) => id) }),
  }
  const { run, failures } = await runTarget(
    part?.target ?? target,
    inventory,
    aimed,
    (stack, pack, prepare) => updateStack(stack, pack, { message, prepare, stop: engine.stop, ...urns }),
  )
  // When a resource fails, the engine fails as a whole; the provider's own failure is more precise.
  const own = [...run.findings, ...run.refusals].filter(
    ({ severity }) => failures.length === 0 || severity !== 'error',
  )
  return { done: run.ok, failures, findings: own }
}

/**
 * The part of a stack that a run may touch; undefined for all of it. The program then declares the rest as the state has
 * it: the engine refuses a targeted run that would delete anything else (FACT, run on 3.259: "will be destroyed but was
 * not specified in --target list").
 */
async function partOf(
  target: Target,
  engine: EngineSettings,
  asked: readonly ManagedAsset[] | undefined,
): Promise<{ readonly target: Target; readonly only: readonly ManagedAsset[] } | undefined> {
  const { name, inputs, moves } = target
  const going = new Set(
    moves.flatMap(({ from, asset }) => (from === name ? [assetKey(asset.kind, asset.id)] : [])),
  )
  if (asked === undefined && going.size === 0) return undefined
  const kept = (await keptState(name, engine).catch(() => undefined))?.resources ?? []
  const declared = assetsIn(inputs)
  const held = assetsIn(kept.map((one) => one.inputs as unknown as AssetInputs))
  const refs = [...declared, ...held].map(({ kind, asset: id }): ManagedAsset => ({ kind, id, name: '' }))
  const all = [...new Map(refs.map((one) => [assetKey(one.kind, one.id), one])).values()]
  const only = asked ?? all.filter((one) => !going.has(assetKey(one.kind, one.id)))
  const known = new Set([
    ...declared.map(({ kind, asset }) => assetKey(kind, asset)),
    ...only.map(({ kind, id }) => assetKey(kind, id)),
  ])
  const rest = held.filter(({ kind, asset }) => !known.has(assetKey(kind, asset)))
  const program = async () => (await import('./program.ts')).withKept(target.program, rest)()
  return { target: rest.length === 0 ? target : { ...target, program }, only }
}

function assetsIn(inputs: readonly (AssetInputs | MemberInputs)[]): AssetInputs[] {
  return inputs.filter((one) => one.resource === 'asset')
}
