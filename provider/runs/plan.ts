import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { hasErrors } from '../findings/has-errors.ts'
import type { EngineSettings } from '../engine/engine-settings.ts'
import { previewTarget, quietPlan } from '../engine/preview-target.ts'
import { agencyTarget, clientTarget, type Target } from '../engine/target.ts'
import { readSizes } from '../engine/trouble.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { judgePlans, type DraftPlan, type JudgedPlan } from './judge-plans.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { readDropped, readLive } from './wiring/live.ts'
import { refusing, select, type Choice, type Selection } from './wiring/select.ts'
import { askable } from './wiring/tokens.ts'

/** The plans of one run, judged; or, without any, the errors that stand in the way of all of them. */
export type PlannedRun = {
  readonly model: Model
  /** What the plans were made with; they are applied with the same. */
  readonly engine: EngineSettings
  readonly plans: readonly JudgedPlan[]
  readonly findings: readonly Finding[]
  /** Why policy and guard refuse plans; part of `findings` too. */
  readonly refusals: readonly Finding[]
}

/** Why plans are made. What is to be applied must also be in the state: only that knows later whom the files once named. */
type Purpose = 'to show' | 'to apply'

/**
 * Files -> inventory -> a plan for each chosen stack, each judged by the guard. With `all`, the engine is started only for
 * the stacks where something differs. A stack whose plan cannot be made has a finding and stops no other.
 */
export async function planRun(
  context: RunContext,
  choice: Choice,
  overrides: Overrides = {},
  purpose: Purpose = 'to show',
): Promise<PlannedRun | { readonly errors: readonly Finding[] }> {
  const selected = await select(choice, context)
  if (!('model' in selected)) return { errors: selected }
  const { clients, lacking } = askable(selected.clients, context)
  const selection = { ...selected, clients, findings: [...selected.findings, ...lacking] }
  const engine = await withEngine(context)
  if ('code' in engine) return { errors: [engine] }
  context.progress('Reading the access at Meta')
  const inventory = await readLive(selection, context)
  if (!('version' in inventory)) return { errors: inventory }
  const targets = targetsOf(selection)
  const whole = choice.all || choice.changedSince !== undefined
  const sizes =
    whole || targets.some(({ ends }) => ends !== undefined)
      ? await readSizes(engine)
      : new Map<string, number>()
  if ('code' in sizes) return { errors: [sizes] }
  const setting = { context, selection, inventory, engine, sizes, skipsQuiet: choice.all, purpose }
  const drafted = await draftAll(setting, targets)
  const orphans = whole ? orphanFindings(selection, sizes) : []
  const judged = judgePlans(drafted.drafts, orphans, overrides, selection.model)
  const refusals = [...drafted.ofPolicy, ...judged.refusals]
  const warnings = selection.policy.filter(({ severity }) => severity !== 'error')
  const findings = [...selection.findings, ...warnings, ...drafted.findings, ...refusals]
  return { model: selection.model, engine, plans: judged.plans, findings, refusals }
}

/** An error weighs more than a refusal: where a plan could not be made, nobody knows what the guard would say of it. */
export function planExit({ plans, findings, refusals }: PlannedRun): ExitCode {
  if (hasErrors(findings.filter((finding) => !refusals.includes(finding)))) return EXIT.error
  if (refusals.length > 0) return EXIT.refused
  return plans.some(({ plan }) => plan.changes.length > 0) ? EXIT.changes : EXIT.ok
}

/** What all plans of a run are made of. */
type Setting = {
  readonly context: RunContext
  readonly selection: Selection
  readonly inventory: Inventory
  readonly engine: EngineSettings
  /** Resources in each stack there is. */
  readonly sizes: ReadonlyMap<string, number>
  /** Whether the engine is left out where nothing differs. */
  readonly skipsQuiet: boolean
  readonly purpose: Purpose
}

type Drafted = {
  readonly drafts: readonly DraftPlan[]
  readonly findings: readonly Finding[]
  /** What policy refuses, by the files or by the pack in the engine. */
  readonly ofPolicy: readonly Finding[]
}

async function draftAll(setting: Setting, targets: readonly Target[]): Promise<Drafted> {
  const { context, selection, inventory, engine, sizes, skipsQuiet, purpose } = setting
  const drafts: DraftPlan[] = []
  const findings: Finding[] = []
  const ofPolicy = selection.policy.filter(({ severity }) => severity === 'error')
  for (const target of targets) {
    context.progress(`Planning ${target.name}`)
    if (refusing(ofPolicy, target.name).length > 0) continue
    const isKept = holdsWhatIsAsked(sizes.get(target.name) ?? 0, target, purpose)
    const isGone = target.ends !== undefined && !sizes.has(target.name)
    const over = isGone && target.inOrder(inventory)
    const quiet = target.ends === undefined ? skipsQuiet && isKept && target.inOrder(inventory) : over
    const previewed = quiet
      ? quietPlan(target, inventory)
      : await previewTarget(target, inventory, engine, (dropped) =>
          readDropped(inventory, dropped, selection.model.agency, context),
        )
    findings.push(...previewed.findings)
    ofPolicy.push(...previewed.refusals)
    if (previewed.made !== undefined)
      drafts.push({ ...previewed.made, target, over, inventory: previewed.inventory })
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

/**
 * Clients first, our own members last: a leaver's assignments end one by one, each in the history of its client, while
 * Meta still knows them as ours; their membership ends after that and takes along what no API can end (pixels), and what
 * a client's stack could not do.
 */
function targetsOf({ clients, agency, model }: Selection): Target[] {
  return [...clients.map((client) => clientTarget(client)), ...(agency ? [agencyTarget(model)] : [])]
}

/** Stacks that hold access although no file names their client any more: a deleted file must not be an orphaned access. */
function orphanFindings({ slugs }: Selection, sizes: ReadonlyMap<string, number>): Finding[] {
  const named = new Set([...slugs, AGENCY_STACK])
  const orphans = [...sizes].flatMap(([stack, size]) => (size > 0 && !named.has(stack) ? [stack] : []))
  return orphans.map((client) => finding('GUARD_CLIENT_DELETED', { client }))
}
