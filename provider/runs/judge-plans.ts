import type { StackPlan } from '../engine/plan-of.ts'
import type { Target } from '../engine/target.ts'
import type { Finding } from '../findings/finding.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Model } from '../model/model.ts'
import { leaversIn, type Announced } from '../plan/guard/announced.ts'
import type { GuardInput, Moved } from '../plan/guard/guard-input.ts'
import { guardPlan, guardRun } from '../plan/guard/guard.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { movedIn } from '../plan/guard/moved.ts'

/** A stack's plan before the guard, with the target and inventory it was made from; apply uses the same two. */
export type DraftPlan = StackPlan & {
  readonly target: Target
  readonly inventory: Inventory
  /** Nothing of a leaving client is shared any more and its stack is gone. */
  readonly over: boolean
}

/** A plan after the guard. It is applicable when no rule refuses it and the engine agrees with it. */
export type JudgedPlan = DraftPlan & { readonly applicable: boolean }

/**
 * Runs the guard over each plan and over the whole run. `ofRun` are refusals of the run that exist already; a refused
 * run has no applicable plan.
 */
export function judgePlans(
  drafts: readonly DraftPlan[],
  ofRun: readonly Finding[],
  overrides: Overrides,
  model: Model,
  moved: readonly Moved[] = [],
): { readonly plans: readonly JudgedPlan[]; readonly refusals: readonly Finding[] } {
  const changes = drafts.flatMap(({ plan }) => plan.changes)
  const leavers = leaversIn(changes, model.agency)
  const inputs = drafts.map((draft) =>
    guardInput(draft, { everything: draft.target.ends !== undefined, leavers }, model, moved),
  )
  const refusals = [...guardRun(inputs, overrides), ...ofRun]
  const ofPlans = inputs.map((one) => guardPlan(one, overrides))
  const plans = drafts.map((draft, index) => ({
    ...draft,
    applicable: draft.doubts.length === 0 && refusals.length === 0 && ofPlans[index]?.length === 0,
  }))
  return { plans, refusals: [...toldOnce(ofPlans.flat()), ...refusals] }
}

/** The guard's view of a plan. */
export function guardInput(
  { plan, standings, inventory }: StackPlan & Pick<DraftPlan, 'inventory'>,
  announced: Announced,
  model: Model,
  refused: readonly Moved[] = [],
): GuardInput {
  const own = refused.filter(({ from, to }) => from === plan.stack || to === plan.stack)
  return {
    stack: plan.stack,
    changes: plan.changes,
    later: plan.later,
    standings,
    agencyBusiness: model.agency.business,
    self: inventory.self,
    members: new Set(inventory.members.flatMap(({ principal, pending }) => (pending ? [] : [principal]))),
    domains: model.agency.domains,
    announced,
    moved: [
      ...own,
      ...movedIn(plan, standings, model).filter((one) => !own.some((known) => isSame(known, one))),
    ],
  }
}

function isSame({ asset: a }: Moved, { asset: b }: Moved): boolean {
  return a.kind === b.kind && a.id === b.id
}

/** An asset that cannot move is in the plans of both clients. */
function toldOnce(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ code, args }: Finding) => JSON.stringify([code, args])
  const moved = new Map(findings.map((one) => [keyOf(one), one]))
  return findings.filter((one) => one.code !== 'GUARD_ASSET_MOVED' || moved.get(keyOf(one)) === one)
}
