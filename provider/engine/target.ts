import { memberInputs } from '../resources/member.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { inputsOf, type AssetInputs } from '../resources/inputs.ts'
import type { MemberInputs } from '../resources/member.ts'
import { observedOf } from '../inventory/inventory.ts'
import { refTo } from '../plan/ownership.ts'
import { withMovesIn } from '../plan/plan.ts'
import type { FoundMove } from './moves.ts'
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
  /** Assets that come from another stack or go to one. */
  readonly moves: readonly FoundMove[]
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
    moves: [],
    ends: client.ends === undefined ? undefined : client,
  }
}

/**
 * The same target with its moves. What goes to another stack is no part of its plan: it is neither given up nor looked
 * at, until that stack has it. An asset that the file has no say over does not come.
 */
export function withMoves(target: Target, all: readonly FoundMove[]): Target {
  const { name } = target
  const moves = all.filter(({ from, to }) => from === name || to === name)
  if (moves.length === 0) return target
  return {
    ...target,
    moves,
    planOf: (steps, inventory) => {
      const made = target.planOf(staying({ name, moves }, steps), inventory)
      const refused = new Set(made.plan.refused.map(({ asset: { kind, id } }) => `${kind} ${id}`))
      const shown = moves
        .filter(({ asset: { kind, id } }) => !refused.has(`${kind} ${id}`))
        .map(({ state: _state, ...move }) => {
          const { kind, id } = move.asset
          return { ...move, asset: refTo(move.asset, observedOf(inventory, kind, id)) }
        })
      return { ...made, plan: withMovesIn(made.plan, shown) }
    },
  }
}

/** The steps without those of assets that go to another stack. */
export function staying(
  { name, moves }: Pick<Target, 'name' | 'moves'>,
  steps: readonly EngineStep[],
): EngineStep[] {
  const going = new Set(
    moves.flatMap(({ asset, from }) => (from === name ? [`${asset.kind} ${asset.id}`] : [])),
  )
  return steps.filter(
    ({ op, old, name: id }) => op !== 'delete' || !going.has(`${String(old?.['kind'])} ${id}`),
  )
}

export function agencyTarget(model: Model): Target {
  const inputs = memberInputs(model.agency)
  return {
    name: AGENCY_STACK,
    program: async () => (await import('./program.ts')).agencyProgram(model.agency)(),
    planOf: (steps, inventory) => agencyPlan(AGENCY_STACK, steps, inventory),
    inputs,
    inOrder: (inventory) => isAgencyInOrder(inputs, inventory),
    moves: [],
    ends: undefined,
  }
}
