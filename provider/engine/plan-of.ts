import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { counted } from '../findings/phrases.ts'
import { membersOf, type Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import { compareAsset } from '../plan/compare.ts'
import { compareMember, roleTask } from '../plan/compare-member.ts'
import type { Standing } from '../plan/guard/guarded-plan.ts'
import type { AssetRef } from '../plan/change.ts'
import { planFrom, type Plan, type PlanPart } from '../plan/plan.ts'
import { desiredOf, inputsOf, leavingOf, managedIn, type AssetInputs } from '../resources/inputs.ts'
import { desiredMemberOf, type MemberInputs } from '../resources/member.ts'
import { lookIn } from '../resources/observe.ts'
import type { Step } from './steps.ts'
import { relationIn, withEnd } from './with-end.ts'

export type Planned = {
  readonly plan: Plan
  /** Who of ours is where before the plan: what the guard starts from. */
  readonly standings: readonly Standing[]
  readonly findings: readonly Finding[]
}

/**
 * The engine's steps of a client's stack -> the plan in words of access. The engine says which resources it touches and
 * which leave; the comparison says what that means. If the two disagree the plan cannot be trusted, and that is told.
 */
export function clientPlan(client: DesiredClient, steps: readonly Step[], inventory: Inventory): Planned {
  const places = new Map(client.assets.map((asset) => [asset.id, asset]))
  const partOf: PartOf = (step) => {
    const inputs = (step.op === 'delete' ? step.old : step.new) as unknown as AssetInputs
    const managed = managedIn(step.old as unknown as AssetInputs | undefined)
    const { observed, around } = lookIn(inventory, inputs, managed)
    const desired = step.op === 'delete' ? leavingOf(inputs) : (places.get(step.name) ?? desiredOf(inputs))
    const asset = { kind: inputs.kind, id: inputs.asset, name: inputs.name }
    const people = observed.state === 'present' ? without(observed.assignments, around.self) : {}
    const leaving = step.op === 'delete' || client.ends !== undefined
    return { asset, leaving, people, at: desired.at, comparison: compareAsset(desired, observed, around) }
  }
  return plan(client.slug, steps, partOf, (parts) => withEnd(client, inventory, parts))
}

/** The same for the stack "agency". Whoever is in our Business stands in it, named by agency.yaml or not. */
export function agencyPlan(stack: string, steps: readonly Step[], inventory: Inventory): Planned {
  const members = membersOf(inventory.members)
  const business: AssetRef = { kind: 'business', id: inventory.agencyBusiness, name: 'our Business' }
  const people = inventory.members.filter(({ pending, systemUser }) => !pending && !systemUser)
  const partOf: PartOf = (step) => {
    const inputs = (step.op === 'delete' ? step.old : step.new) as unknown as MemberInputs
    const desired = desiredMemberOf(inputs)
    const wanted = step.op === 'delete' ? { ...desired, role: undefined } : desired
    const asset: AssetRef = { ...business, name: inputs.agencyName }
    const comparison = compareMember(wanted, members.get(inputs.principal))
    return { asset, leaving: step.op === 'delete', people: {}, at: undefined, comparison }
  }
  const planned = plan(stack, steps, partOf)
  const roles = Object.fromEntries(people.map(({ principal, role }) => [principal, [roleTask(role)]]))
  return { ...planned, standings: [{ asset: business, leaving: false, people: roles }] }
}

type PartOf = (step: Step) => Omit<PlanPart, 'recorded'> & Pick<Standing, 'people' | 'leaving'>

function plan(
  stack: string,
  steps: readonly Step[],
  partOf: PartOf,
  completed: (parts: readonly PlanPart[]) => readonly PlanPart[] = (parts) => parts,
): Planned {
  const findings: Finding[] = []
  const standings: Standing[] = []
  const parts = steps.map((step): PlanPart => {
    const { people, leaving, ...part } = partOf(step)
    standings.push({ asset: part.asset, leaving, people })
    const count = part.comparison.changes.length
    if (step.op === 'same' && count > 0) {
      findings.push(
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
  return { plan: planFrom(stack, completed(parts)), standings, findings }
}

/** The assets that the engine is about to forget, as the state holds them. */
export function leavingAssets(steps: readonly Step[]): AssetInputs[] {
  const old = steps.flatMap((step) => (step.op === 'delete' && step.old !== undefined ? [step.old] : []))
  return (old as unknown as (AssetInputs | MemberInputs)[]).filter((inputs) => inputs.resource === 'asset')
}

/** The holder of our own token is no part of any plan. */
function without(people: Standing['people'], self: string): Standing['people'] {
  return Object.fromEntries(Object.entries(people).filter(([principal]) => principal !== self))
}

/** The steps of an engine that finds everything as it is: the plan made of them tells what waits and what is unmanaged. */
export function quietSteps(inputs: readonly (AssetInputs | MemberInputs)[]): Step[] {
  return inputs.map((one) => ({
    op: 'same',
    name: one.resource === 'asset' ? one.asset : one.principal,
    old: { ...one },
    new: { ...one },
  }))
}

/**
 * Whether a client's stack may be left alone without asking the engine: everything is as the files ask, and nothing is
 * there that an earlier run could have put and the files no longer name. Under a direct share by hand only the state
 * knows who that could be.
 */
export function isClientInOrder(client: DesiredClient, inventory: Inventory): boolean {
  if (client.ends !== undefined && relationIn(inventory, client) !== 'none') return false
  return client.assets.every((asset) => {
    if (asset.route === 'direct-share' && client.clientSide === 'by-hand') return client.ends !== undefined
    const { observed, around } = lookIn(inventory, inputsOf(client, asset), [])
    const { changes, waiting, unmanaged, unknown } = compareAsset(asset, observed, around)
    if (client.ends !== undefined && waiting.length > 0) return false
    return changes.length === 0 && unmanaged.length === 0 && unknown === undefined
  })
}

/** The same for our own members: somebody of our Business whom agency.yaml does not name may be a leaver. */
export function isAgencyInOrder(inputs: readonly MemberInputs[], inventory: Inventory): boolean {
  const members = membersOf(inventory.members)
  const named = new Set(inputs.map(({ principal }) => principal))
  const asWanted = inputs.every(
    (one) => compareMember(desiredMemberOf(one), members.get(one.principal)).changes.length === 0,
  )
  return asWanted && inventory.members.every(({ principal }) => named.has(principal))
}
