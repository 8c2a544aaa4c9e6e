import type { Stack } from '@pulumi/pulumi/automation/index.js'
import type { ManagedAsset } from '../plan/change.ts'
import type { AssetInputs } from '../resources/inputs.ts'
import type { MemberInputs } from '../resources/member.ts'
import { INTENT_ONLY } from '../resources/run-folder.ts'
import type { EngineSettings } from './engine-settings.ts'
import { intentMessageOf } from './history.ts'
import { keptState, type KeptResource } from './kept-state.ts'
import { updateStack, type EngineRun } from './run.ts'
import type { Target } from './target.ts'
import { nameOf, stackUrn, urnOf } from './urn.ts'

/** The variable that tells the policy pack which resources a run is aimed at. */
const ONLY = 'METAGRANT_ONLY'

/**
 * Writes into the state what this run may give and no earlier one has, before it gives anything: a run that dies leaves
 * nothing that the next one does not know as ours, even where the files are taken back meanwhile. It is the state itself,
 * written by the engine under its lock, so that it is in every back end. Undefined where nothing new is given.
 */
export async function writeIntent(
  stack: Stack,
  policyPacks: readonly string[],
  { name, inputs }: Target,
  engine: EngineSettings,
  message: string,
  only?: readonly ManagedAsset[],
): Promise<EngineRun | undefined> {
  const kept = new Map((await keptState(name, engine))?.resources.map((one) => [one.urn, one]))
  const chosen = only === undefined ? undefined : new Set(only.map(({ id }) => id))
  const given = inputs.filter(
    (one) =>
      (chosen === undefined || (one.resource === 'asset' && chosen.has(one.asset))) &&
      givesMore(one, kept.get(urnOf(name, one))),
  )
  if (given.length === 0) return undefined
  const { envVars } = stack.workspace
  const aim = envVars[ONLY]
  Object.assign(envVars, { [INTENT_ONLY]: 'yes', [ONLY]: given.map(nameOf).join(',') })
  try {
    const urns = given.map((one) => urnOf(name, one))
    // The pack judges it like the update that follows: what is refused must not stand in the state as given.
    return await updateStack(stack, policyPacks, {
      message: intentMessageOf(message),
      only: [stackUrn(name), ...urns],
    })
  } finally {
    delete envVars[INTENT_ONLY]
    envVars[ONLY] = aim ?? ''
  }
}

/** Whether a resource, or a person on it, is not in the state yet. */
function givesMore(inputs: AssetInputs | MemberInputs, kept: KeptResource | undefined): boolean {
  if (kept === undefined) return true
  if (inputs.resource !== 'asset') return false
  const known = (kept.inputs as Partial<AssetInputs>).people ?? {}
  return Object.keys(inputs.people).some((principal) => !Object.hasOwn(known, principal))
}
