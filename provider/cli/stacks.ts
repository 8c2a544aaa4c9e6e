import type { Stack } from '@pulumi/pulumi/automation/index.js'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import {
  agencyPlan,
  clientPlan,
  isAgencyInOrder,
  isClientInOrder,
  leavingAssets,
  quietSteps,
  type Planned,
} from '../engine/plan-of.ts'
import { agencyProgram, clientProgram, memberInputs } from '../engine/program.ts'
import { lockedBy, lockIn } from '../engine/lock.ts'
import { makeRunFolder } from '../engine/run-folder.ts'
import { engineFailure, engineReason, previewStack, updateStack, type EngineRun } from '../engine/run.ts'
import type { Step } from '../engine/steps.ts'
import { urnsOf } from '../engine/urn.ts'
import { openStack, stackSizes, type Place } from '../engine/workspace.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { ManagedAsset } from '../plan/change.ts'
import type { Plan } from '../plan/plan.ts'
import { titleOf } from '../plan/titles.ts'
import { inputsOf, type AssetInputs } from '../resources/inputs.ts'
import type { Failure } from '../resources/failure.ts'
import type { MemberInputs } from '../resources/member.ts'

/** One stack as a command works on it: a client's, or our own members'. */
export type Target = {
  readonly name: string
  readonly program: () => Promise<void>
  readonly planOf: (steps: readonly Step[], inventory: Inventory) => Planned
  /** What the engine would keep of it, were everything in order. */
  readonly inputs: readonly (AssetInputs | MemberInputs)[]
  /** Whether the engine need not be asked at all. */
  readonly inOrder: (inventory: Inventory) => boolean
  /** The client, when the relationship with it ends. */
  readonly ends: DesiredClient | undefined
}

export function clientTarget(client: DesiredClient): Target {
  return {
    name: client.slug,
    program: clientProgram(client),
    planOf: (steps, inventory) => clientPlan(client, steps, inventory),
    inputs: client.assets.map((asset) => inputsOf(client, asset)),
    inOrder: (inventory) => isClientInOrder(client, inventory),
    ends: client.ends === undefined ? undefined : client,
  }
}

export function agencyTarget(model: Model): Target {
  const inputs = memberInputs(model.agency)
  return {
    name: AGENCY_STACK,
    program: agencyProgram(model.agency),
    planOf: (steps, inventory) => agencyPlan(AGENCY_STACK, steps, inventory),
    inputs,
    inOrder: (inventory) => isAgencyInOrder(inputs, inventory),
    ends: undefined,
  }
}

/** What came of planning one stack; without a plan the findings say why. */
export type StackPlan = {
  readonly planned: Planned | undefined
  readonly findings: readonly Finding[]
  /** What the policy pack refused. */
  readonly refusals: readonly Finding[]
  /** What the plan was made of, and what applying it must be made of as well. */
  readonly inventory: Inventory
}

/** Reads assets that leave, where the inventory does not show them. */
export type ReadLeaving = (leaving: readonly AssetInputs[]) => Promise<Inventory | readonly Finding[]>

/** The plan of one stack, from the engine's own preview. Without a plan there is a finding that says why. */
export async function previewTarget(
  target: Target,
  inventory: Inventory,
  place: Place,
  readLeaving: ReadLeaving,
): Promise<StackPlan> {
  const { run } = await runEngine(target, inventory, place, previewStack)
  const { refusals } = run
  if (!run.ok) return { planned: undefined, findings: run.findings, refusals, inventory }
  const complete = await readLeaving(leavingAssets(run.steps))
  if (!('version' in complete)) return { planned: undefined, findings: complete, refusals, inventory }
  const planned = target.planOf(run.steps, complete)
  const findings = [...run.findings, ...unknownFindings(planned.plan), ...planned.findings]
  return { planned, findings, refusals, inventory: complete }
}

/** The plan of a stack that is known to be in order without the engine. */
export function quietPlan(target: Target, inventory: Inventory): StackPlan {
  const planned = target.planOf(quietSteps(target.inputs), inventory)
  return { planned, findings: planned.findings, refusals: [], inventory }
}

export type Applied = {
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
  place: Place,
  message: string,
  only?: readonly ManagedAsset[],
): Promise<Applied> {
  const urns = only === undefined ? {} : { only: urnsOf(target.name, only) }
  const aimed = only === undefined ? place : { ...place, only: only.map(({ id }) => id) }
  const { run, failures } = await runEngine(target, inventory, aimed, (stack, pack) =>
    updateStack(stack, pack, { message, ...urns }),
  )
  // The engine fails as a whole when a resource does; what failed is said better by the provider itself.
  const own = [...run.findings, ...run.refusals].filter(
    ({ severity }) => failures.length === 0 || severity !== 'error',
  )
  return { done: run.ok, failures, findings: own }
}

type Ran = { readonly run: EngineRun; readonly failures: readonly Failure[] }

/** Runs the engine on a stack with a folder that outlives the run; a stack that cannot be opened is a run that failed. */
async function runEngine(
  { name, program }: Target,
  inventory: Inventory,
  place: Place,
  work: (stack: Stack, policyPacks: readonly string[]) => Promise<EngineRun>,
): Promise<Ran> {
  await using folder = await makeRunFolder(inventory)
  try {
    const run = await work(await openStack(name, program, place, folder.path), place.policyPacks)
    return { run, failures: await folder.failures() }
  } catch (error) {
    const run = { steps: [], findings: [engineFailure(name, error)], refusals: [], ok: false }
    return { run, failures: [] }
  }
}

/** What went wrong with the state of a stack outside a run of the engine. */
export function engineTrouble(stack: string, error: unknown): Finding {
  const lock = lockIn(String(error))
  return lock === undefined ? engineFailure(stack, error) : lockedBy(stack, lock)
}

/** The stacks there are, by size; or why the engine cannot list them, which it does not where one state is broken. */
export async function readSizes(place: Place): Promise<ReadonlyMap<string, number> | Finding> {
  try {
    return await stackSizes(place)
  } catch (error) {
    return finding('STATE_UNREADABLE', { message: engineReason(String(error)) })
  }
}

function unknownFindings(plan: Plan): Finding[] {
  return plan.unknown.map(({ asset, message, at }) =>
    finding('ASSET_UNKNOWN_NOW', { subject: titleOf(asset), message }, at),
  )
}
