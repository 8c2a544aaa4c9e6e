import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Planned as PlannedStack } from '../engine/plan-of.ts'
import type { Place } from '../engine/workspace.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { leaversIn, type Announced } from '../plan/guard/announced.ts'
import { guardPlan, guardRun } from '../plan/guard/guard.ts'
import type { GuardedPlan } from '../plan/guard/guarded-plan.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { movedIn } from '../plan/guard/moved.ts'
import type { Plan } from '../plan/plan.ts'
import type { Context } from './context.ts'
import { withEngine } from './engine.ts'
import { askable, readLeaving, readLive } from './live.ts'
import { select, slugIn, type Choice, type Selection } from './load.ts'
import { agencyTarget, clientTarget, previewTarget, quietPlan, readSizes, type Target } from './stacks.ts'

export type TargetPlan = {
  readonly target: Target
  readonly plan: Plan
  /** Whether it may be applied: it says what the engine would do, and no guard refuses it. */
  readonly applicable: boolean
  /** What the plan was made of. */
  readonly inventory: Inventory
  /** Who of ours is where before it. */
  readonly standings: PlannedStack['standings']
  /** A client who leaves is over when nothing is shared any more and its stack is gone. */
  readonly over: boolean
}

export type Planned = {
  readonly model: Model
  /** Where the plans were made; applying them happens in the same place. */
  readonly place: Place
  readonly plans: readonly TargetPlan[]
  readonly findings: readonly Finding[]
  /** Why the guard refuses plans; part of `findings` too. */
  readonly refusals: readonly Finding[]
}

/** Why plans are made. What is to be applied must also be in the state: only that knows later whom the files once named. */
type Purpose = 'to show' | 'to apply'

/**
 * Files -> inventory -> a plan for each chosen stack, each held against the guard. With `all`, the engine is started only
 * for the stacks where something differs. A stack whose plan cannot be made is told in the findings and stops no other.
 */
export async function planAll(
  context: Context,
  choice: Choice,
  overrides: Overrides = {},
  purpose: Purpose = 'to show',
): Promise<Planned | { readonly errors: readonly Finding[] }> {
  const selected = await select(choice, context)
  if (!('model' in selected)) return { errors: selected }
  const { clients, lacking } = askable(selected.clients, context)
  const selection = { ...selected, clients, findings: [...selected.findings, ...lacking] }
  const place = await withEngine(context)
  if ('code' in place) return { errors: [place] }
  context.output.progress('Reading the access at Meta')
  const inventory = await readLive(selection, context)
  if (!('version' in inventory)) return { errors: inventory }
  const targets = targetsOf(selection)
  const whole = choice.all || choice.changedSince !== undefined
  const sizes =
    whole || targets.some(({ ends }) => ends !== undefined)
      ? await readSizes(place)
      : new Map<string, number>()
  if ('code' in sizes) return { errors: [sizes] }
  const run = { context, selection, inventory, place, sizes, skipsQuiet: choice.all, purpose }
  const drafts = await draftAll(run, targets)
  const judged = judge(run, drafts, whole ? orphanFindings(selection, sizes) : [], overrides)
  const told = selection.policy.filter(({ severity }) => severity !== 'error')
  const findings = [...selection.findings, ...told, ...drafts.findings, ...judged.refusals]
  return { model: selection.model, place, plans: judged.plans, findings, refusals: judged.refusals }
}

/** What all plans of a run are made of. */
type Run = {
  readonly context: Context
  readonly selection: Selection
  readonly inventory: Inventory
  readonly place: Place
  /** Resources in each stack there is. */
  readonly sizes: ReadonlyMap<string, number>
  /** Whether the engine is left out where nothing differs. */
  readonly skipsQuiet: boolean
  readonly purpose: Purpose
}

/** A stack's plan before the guard has seen it. */
type Draft = Omit<TargetPlan, 'plan' | 'applicable' | 'standings'> & { readonly planned: PlannedStack }

type Drafts = {
  readonly drafts: readonly Draft[]
  readonly findings: readonly Finding[]
  /** What policy refuses, by the files or by the pack in the engine. */
  readonly ofPolicy: readonly Finding[]
}

async function draftAll(run: Run, targets: readonly Target[]): Promise<Drafts> {
  const { context, selection, inventory, place, sizes, skipsQuiet, purpose } = run
  const drafts: Draft[] = []
  const findings: Finding[] = []
  const ofPolicy = selection.policy.filter(({ severity }) => severity === 'error')
  for (const target of targets) {
    context.output.progress(`Planning ${target.name}`)
    if (refusing(ofPolicy, target).length > 0) continue
    const isKept = holdsWhatIsAsked(sizes.get(target.name) ?? 0, target, purpose)
    const isGone = target.ends !== undefined && !sizes.has(target.name)
    const over = isGone && target.inOrder(inventory)
    const quiet = target.ends === undefined ? skipsQuiet && isKept && target.inOrder(inventory) : over
    const stack = quiet
      ? quietPlan(target, inventory)
      : await previewTarget(target, inventory, place, (leaving) =>
          readLeaving(inventory, leaving, selection.model.agency, context),
        )
    findings.push(...stack.findings)
    ofPolicy.push(...stack.refusals)
    if (stack.planned !== undefined)
      drafts.push({ target, over, planned: stack.planned, inventory: stack.inventory })
  }
  return { drafts, findings, ofPolicy }
}

/**
 * Whether the state holds what the files list, as far as the number tells: what it holds beyond them is to be taken away,
 * which the files cannot show. Where it holds nothing, nothing can be taken away, and a plan that is only shown needs no more.
 */
function holdsWhatIsAsked(size: number, { inputs }: Target, purpose: Purpose): boolean {
  return size === inputs.length || (purpose === 'to show' && size === 0)
}

/** What the guard says of each plan and of the run as a whole; a run that is refused has no plan that may be applied. */
function judge(
  { selection, inventory }: Run,
  { drafts, ofPolicy }: Drafts,
  orphans: readonly Finding[],
  overrides: Overrides,
): Pick<Planned, 'plans' | 'refusals'> {
  const leavers = leaversIn(
    drafts.flatMap(({ planned }) => planned.plan.changes),
    selection.model.agency,
  )
  const guarded = drafts.map(({ target, planned }) =>
    guardedPlan(planned, { everything: target.ends !== undefined, leavers }, selection, inventory),
  )
  const ofRun = [...guardRun(guarded, overrides), ...orphans]
  const ofPlans = guarded.map((one) => guardPlan(one, overrides))
  const plans = drafts.map(({ planned, ...draft }, index) => ({
    ...draft,
    plan: planned.plan,
    standings: planned.standings,
    applicable: planned.findings.length === 0 && ofRun.length === 0 && ofPlans[index]?.length === 0,
  }))
  return { plans, refusals: [...ofPolicy, ...ofPlans.flat(), ...ofRun] }
}

/**
 * Clients first, our own members last: a leaver's assignments end one by one, each in the history of its client, while
 * Meta still knows them as ours; their membership ends after that and takes along what no API can end (pixels), and what
 * a client's stack could not do.
 */
function targetsOf({ clients, agency, model }: Selection): Target[] {
  return [...clients.map((client) => clientTarget(client)), ...(agency ? [agencyTarget(model)] : [])]
}

/** What policy has against a stack: in its own file, or in a file that all share. It is not planned until that is mended. */
export function refusing(policy: readonly Finding[], { name }: Target): Finding[] {
  return policy.filter(({ address }) => {
    const slug = slugIn(address?.file)
    return slug === undefined ? address !== undefined : slug === name
  })
}

/** Stacks that hold access although no file names their client any more: a deleted file must not be an orphaned access. */
function orphanFindings({ slugs }: Selection, sizes: ReadonlyMap<string, number>): Finding[] {
  const named = new Set([...slugs, AGENCY_STACK])
  const orphans = [...sizes].flatMap(([stack, size]) => (size > 0 && !named.has(stack) ? [stack] : []))
  return orphans.map((client) => finding('GUARD_CLIENT_DELETED', { client }))
}

/** A plan as the guard looks at it. */
export function guardedPlan(
  { plan, standings }: PlannedStack,
  announced: Announced,
  { model }: Pick<Selection, 'model'>,
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
    announced,
    moved: movedIn(plan, standings, model),
  }
}
