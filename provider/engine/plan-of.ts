import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { counted } from '../findings/phrases.ts'
import { membersOf, type Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import { memberIn } from '../model/member-look.ts'
import { compareAsset } from '../plan/compare.ts'
import { compareMember, roleTask } from '../plan/compare-member.ts'
import type { Standing } from '../plan/guard/guard-input.ts'
import type { AssetRef } from '../plan/change.ts'
import { refTo } from '../plan/ownership.ts'
import { planFrom, type Plan, type PlanPart } from '../plan/plan.ts'
import { desiredOf, droppedOf, managedIn, type AssetInputs, type AssetState } from '../resources/inputs.ts'
import { desiredMemberOf, type MemberInputs } from '../resources/member.ts'
import { lookIn } from '../resources/observe.ts'
import type { EngineStep } from './steps.ts'
import { withRelationEnd } from './relation-end.ts'
import { nameOf } from './urn.ts'

/** The plan of one stack, with what the guard starts from. */
export type StackPlan = {
  readonly plan: Plan
  /** Access of our people before the plan. */
  readonly standings: readonly Standing[]
  /** Why the plan cannot be trusted; such a plan is shown and never applied. */
  readonly doubts: readonly Finding[]
}

/**
 * Makes the plan in words of access from the engine's steps for a client's stack. The engine names the resources it
 * touches and deletes; the comparison names their changes. When the two disagree, the plan is in doubt and that is
 * reported.
 */
export function clientPlan(
  client: DesiredClient,
  steps: readonly EngineStep[],
  inventory: Inventory,
): StackPlan {
  const places = new Map(client.assets.map((asset) => [asset.id, asset]))
  const partOf: PartOf = (step) => {
    const inputs = (step.op === 'delete' ? step.old : step.new) as unknown as AssetInputs
    const managed = managedIn(step.old as unknown as AssetState | undefined)
    const { observed, around } = lookIn(inventory, inputs, managed)
    const desired = step.op === 'delete' ? droppedOf(inputs) : (places.get(step.name) ?? desiredOf(inputs))
    const asset = refTo(desired, observed)
    const people = observed.state === 'present' ? without(observed.people, around.self) : {}
    const dropped = step.op === 'delete' || client.ends !== undefined
    return { asset, dropped, people, at: desired.at, comparison: compareAsset(desired, observed, around) }
  }
  return plan(client.slug, steps, partOf, (parts) => withRelationEnd(client, inventory, parts))
}

/**
 * The same for the stack "agency". Its standings hold every person in our Business, also those whom agency.yaml does
 * not name.
 */
export function agencyPlan(stack: string, steps: readonly EngineStep[], inventory: Inventory): StackPlan {
  const members = membersOf(inventory.members)
  const business: AssetRef = { kind: 'business', id: inventory.agencyBusiness, name: 'our Business' }
  const people = inventory.members.filter(({ pending, systemUser }) => !pending && !systemUser)
  const partOf: PartOf = (step) => {
    const inputs = (step.op === 'delete' ? step.old : step.new) as unknown as MemberInputs
    const desired = desiredMemberOf(inputs)
    const wanted = step.op === 'delete' ? { ...desired, role: undefined } : desired
    const asset: AssetRef = { ...business, name: inputs.agencyName }
    const comparison = compareMember(wanted, memberIn(members, inputs.principal, inputs.systemUser))
    return { asset, dropped: step.op === 'delete', people: {}, at: undefined, comparison }
  }
  const made = plan(stack, steps, partOf)
  const roles = Object.fromEntries(people.map(({ principal, role }) => [principal, [roleTask(role)]]))
  return { ...made, standings: [{ asset: business, dropped: false, people: roles }] }
}

type PartOf = (step: EngineStep) => Omit<PlanPart, 'recorded'> & Pick<Standing, 'people' | 'dropped'>

function plan(
  stack: string,
  steps: readonly EngineStep[],
  partOf: PartOf,
  completed: (parts: readonly PlanPart[]) => readonly PlanPart[] = (parts) => parts,
): StackPlan {
  const doubts: Finding[] = []
  const standings: Standing[] = []
  const parts = steps.map((step): PlanPart => {
    const { people, dropped, ...part } = partOf(step)
    standings.push({ asset: part.asset, dropped, people })
    const count = part.comparison.changes.length
    if (step.op === 'same' && count > 0) {
      doubts.push(
        finding('ENGINE_DISAGREES', {
          stack,
          asset: step.name,
          engine: step.op,
          compared: counted(count, 'change'),
        }),
      )
    }
    return { ...part, recorded: step.op !== 'same' && count === 0 }
  })
  return { plan: planFrom(stack, completed(parts)), standings, doubts }
}

/** The assets that the engine would delete, as the state holds them. */
export function droppedAssets(steps: readonly EngineStep[]): AssetInputs[] {
  const old = steps.flatMap((step) => (step.op === 'delete' && step.old !== undefined ? [step.old] : []))
  return (old as unknown as (AssetInputs | MemberInputs)[]).filter((inputs) => inputs.resource === 'asset')
}

/** The holder of our own token is no part of any plan. */
function without(people: Standing['people'], self: string): Standing['people'] {
  return Object.fromEntries(Object.entries(people).filter(([principal]) => principal !== self))
}

/** Steps of an engine that finds no difference; their plan still shows what is pending and unmanaged. */
export function quietSteps(inputs: readonly (AssetInputs | MemberInputs)[]): EngineStep[] {
  return inputs.map((one) => ({
    op: 'same',
    name: nameOf(one),
    old: { ...one },
    new: { ...one },
  }))
}
