import { memberInputs } from '../resources/member.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { inputsOf, type AssetInputs } from '../resources/inputs.ts'
import type { MemberInputs } from '../resources/member.ts'
import { isAgencyInOrder, isClientInOrder } from './in-order.ts'
import { agencyPlan, clientPlan, type StackPlan } from './plan-of.ts'
import type { EngineStep } from './steps.ts'

/** One stack as a command works on it: a client's, or our own members'. */
export type Target = {
  readonly name: string
  readonly program: () => Promise<void>
  readonly planOf: (steps: readonly EngineStep[], inventory: Inventory) => StackPlan
  /** The resources of the files as the state would hold them. */
  readonly inputs: readonly (AssetInputs | MemberInputs)[]
  /** Whether the state need not be read. */
  readonly inOrder: (inventory: Inventory) => boolean
  /** The client, when the relationship with it ends. */
  readonly ends: DesiredClient | undefined
}

export function clientTarget(client: DesiredClient): Target {
  return {
    name: client.slug,
    program: async () => (await import('./program.ts')).clientProgram(client)(),
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
    program: async () => (await import('./program.ts')).agencyProgram(model.agency)(),
    planOf: (steps, inventory) => agencyPlan(AGENCY_STACK, steps, inventory),
    inputs,
    inOrder: (inventory) => isAgencyInOrder(inputs, inventory),
    ends: undefined,
  }
}
