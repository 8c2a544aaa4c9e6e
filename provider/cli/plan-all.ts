import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Planned as PlannedStack } from '../engine/plan-of.ts'
import { stacksInUse, type Place } from '../engine/workspace.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { guardPlan, guardRun } from '../plan/guard/guard.ts'
import type { GuardedPlan } from '../plan/guard/guarded-plan.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import type { Plan } from '../plan/plan.ts'
import type { Context } from './context.ts'
import { withEngine } from './engine.ts'
import { readLeaving, readLive } from './live.ts'
import { select, slugIn, type Choice, type Selection } from './load.ts'
import { agencyTarget, clientTarget, previewTarget, quietPlan, type Target } from './stacks.ts'

export type TargetPlan = {
  readonly target: Target
  readonly plan: Plan
  /** Whether it may be applied: it says what the engine would do, and no guard refuses it. */
  readonly applicable: boolean
  /** What the plan was made of. */
  readonly inventory: Inventory
}

export type Planned = {
  /** Where the plans were made; applying them happens in the same place. */
  readonly place: Place
  readonly plans: readonly TargetPlan[]
  readonly findings: readonly Finding[]
  /** Why the guard refuses plans; part of `findings` too. */
  readonly refusals: readonly Finding[]
}

/**
 * Files -> inventory -> a plan for each chosen stack, each held against the guard. With `all`, the engine is started only
 * for the stacks where something differs. A stack whose plan cannot be made is told in the findings and stops no other.
 */
export async function planAll(
  context: Context,
  choice: Choice,
  overrides: Overrides = {},
): Promise<Planned | { readonly errors: readonly Finding[] }> {
  const selection = await select(choice, context)
  if (!('model' in selection)) return { errors: selection }
  const place = await withEngine(context)
  if ('code' in place) return { errors: [place] }
  context.output.progress('Reading what is there')
  const inventory = await readLive(selection, context)
  if (!('version' in inventory)) return { errors: inventory }
  const orphans =
    choice.all || choice.changedSince !== undefined ? await orphanFindings(selection, place) : []
  const drafts = await draftAll(context, selection, inventory, place, choice.all)
  const judged = judge(drafts, selection, inventory, orphans, overrides)
  const told = selection.policy.filter(({ severity }) => severity !== 'error')
  const findings = [...selection.findings, ...told, ...drafts.findings, ...judged.refusals]
  return { place, plans: judged.plans, findings, refusals: judged.refusals }
}

/** A stack's plan before the guard has seen it. */
type Draft = { readonly target: Target; readonly planned: PlannedStack; readonly inventory: Inventory }

type Drafts = {
  readonly drafts: readonly Draft[]
  readonly findings: readonly Finding[]
  /** What policy refuses, by the files or by the pack in the engine. */
  readonly ofPolicy: readonly Finding[]
}

async function draftAll(
  context: Context,
  selection: Selection,
  inventory: Inventory,
  place: Place,
  onlyDiffering: boolean,
): Promise<Drafts> {
  const drafts: Draft[] = []
  const findings: Finding[] = []
  const ofPolicy = selection.policy.filter(({ severity }) => severity === 'error')
  for (const target of targetsOf(selection)) {
    context.output.progress(`Planning ${target.name}`)
    if (refusing(ofPolicy, target).length > 0) continue
    const stack =
      onlyDiffering && target.inOrder(inventory)
        ? quietPlan(target, inventory)
        : await previewTarget(target, inventory, place, (leaving) =>
            readLeaving(inventory, leaving, selection.model.agency, context),
          )
    findings.push(...stack.findings)
    ofPolicy.push(...stack.refusals)
    if (stack.planned !== undefined)
      drafts.push({ target, planned: stack.planned, inventory: stack.inventory })
  }
  return { drafts, findings, ofPolicy }
}

function targetsOf({ agency, model, clients }: Selection): Target[] {
  return [...(agency ? [agencyTarget(model)] : []), ...clients.map((client) => clientTarget(client))]
}

/** What the guard says of each plan and of the run as a whole; a run that is refused has no plan that may be applied. */
function judge(
  { drafts, ofPolicy }: Drafts,
  selection: Selection,
  inventory: Inventory,
  orphans: readonly Finding[],
  overrides: Overrides,
): Pick<Planned, 'plans' | 'refusals'> {
  const guarded = drafts.map(({ planned }) => guardedPlan(planned, selection, inventory))
  const ofRun = [...guardRun(guarded, overrides), ...orphans]
  const ofPlans = guarded.map((one) => guardPlan(one, overrides))
  const plans = drafts.map(({ target, planned, inventory: own }, index) => ({
    target,
    inventory: own,
    plan: planned.plan,
    applicable: planned.findings.length === 0 && ofRun.length === 0 && ofPlans[index]?.length === 0,
  }))
  return { plans, refusals: [...ofPolicy, ...ofPlans.flat(), ...ofRun] }
}

/** What policy has against a stack: in its own file, or in a file that all share. It is not planned until that is mended. */
function refusing(policy: readonly Finding[], { name }: Target): Finding[] {
  return policy.filter(({ address }) => {
    const slug = slugIn(address?.file)
    return slug === undefined ? address !== undefined : slug === name
  })
}

/** Stacks that hold access although no file names their client any more: a deleted file must not be an orphaned access. */
async function orphanFindings({ slugs }: Selection, place: Place): Promise<Finding[]> {
  const named = new Set([...slugs, AGENCY_STACK])
  const orphans = (await stacksInUse(place)).filter((stack) => !named.has(stack))
  return orphans.map((client) => finding('GUARD_CLIENT_DELETED', { client }))
}

function guardedPlan(
  { plan, standings }: PlannedStack,
  { model }: Selection,
  inventory: Inventory,
): GuardedPlan {
  return {
    stack: plan.stack,
    changes: plan.changes,
    standings,
    agencyBusiness: model.agency.business,
    self: inventory.self,
    members: new Set(inventory.members.flatMap(({ principal, pending }) => (pending ? [] : [principal]))),
    domains: model.agency.domains,
  }
}
