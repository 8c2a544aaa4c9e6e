import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { counted } from '../findings/phrases.ts'
import { hasErrors } from '../findings/has-errors.ts'
import type { EngineSettings } from '../engine/engine-settings.ts'
import { previewTarget, quietPlan } from '../engine/preview-target.ts'
import { titleOf } from '../plan/titles.ts'
import type { FoundMoves, Homes } from '../engine/moves.ts'
import { agencyTarget, clientTarget, withMoves, type Target } from '../engine/target.ts'
import { knownIds } from '../engine/known-ids.ts'
import { stateNotKept } from '../engine/state-kept.ts'
import { readSizes } from '../engine/trouble.ts'
import { upgradeFindings } from '../graph/upgrade-finding.ts'
import { inTurns } from '../inventory/in-turns.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { IdsInState } from '../model/identify.ts'
import type { Model } from '../model/model.ts'
import { onceAsync } from '../model/once-async.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { hasUnread } from '../plan/plan.ts'
import { judgePlans, type DraftPlan, type JudgedPlan } from './judge-plans.ts'
import { addressFindings } from '../scan/addresses.ts'
import { businessFindings } from '../scan/business-name.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { withFormer } from './wiring/former.ts'
import { readDropped, readLive } from './wiring/live.ts'
import { homesOf, movesOf, withMoved } from './wiring/moves.ts'
import { refusing, select, type Choice, type Selection } from './wiring/select.ts'
import { askable } from './wiring/tokens.ts'

/** The plans of one run after the guard. A run that cannot plan at all returns errors instead. */
export type PlannedRun = {
  readonly model: Model
  readonly homes: Homes
  /** The engine that made the plans; apply uses the same. */
  readonly engine: EngineSettings
  readonly plans: readonly JudgedPlan[]
  readonly findings: readonly Finding[]
  /** Refusals by policy and guard; part of `findings` too. */
  readonly refusals: readonly Finding[]
}

/** States read at once: a back end that is no folder of this machine is asked through the engine. */
const STATES_AT_ONCE = 4

/** Apply must also record assets in the state: later only the state knows what the files once listed. */
type Purpose = 'to show' | 'to apply'

/**
 * Files -> inventory -> a plan for each chosen stack, judged by the guard. With `all`, the state is read only of stacks
 * where something differs. A stack that cannot be planned is reported and stops no other.
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
  const notKept = purpose === 'to apply' ? stateNotKept(engine) : undefined
  if (notKept !== undefined) return { errors: [notKept] }
  context.progress('Reading the access at Meta')
  const known = onceAsync(() => knownIds(engine))
  const live = await readLive(selection, context, known)
  if (!('version' in live)) return { errors: live }
  const moves = await movesOf(selection, engine, context)
  const inventory = await withFormer(withMoved(live, moves), selection.clients, context)
  const targets = targetsOf(selection).map((target) => withMoves(target, moves.moves))
  const whole = choice.all || choice.changedSince !== undefined
  const sizes =
    whole || targets.some(({ ends }) => ends !== undefined)
      ? await readSizes(engine)
      : new Map<string, number>()
  if ('code' in sizes) return { errors: [sizes] }
  const setting = { context, selection, inventory, engine, known, sizes, skipsQuiet: choice.all, purpose }
  const drafted = await draftAll(setting, targets)
  const orphans = whole ? orphanFindings(selection, sizes, moves) : []
  const judged = judgePlans(drafted.drafts, orphans, overrides, selection.model, moves.refused)
  const refusals = [...drafted.ofPolicy, ...judged.refusals]
  const warnings = selection.policy.filter(({ severity }) => severity !== 'error')
  const findings = [
    ...selection.findings,
    ...warnings,
    ...upgradeFindings(inventory.versionWarning),
    ...addressFindings(selection.model.agency, inventory.members),
    ...selection.clients.flatMap((client) => businessFindings(client, selection.model, inventory)),
    ...drafted.findings,
    ...refusals,
  ]
  const homes = homesOf(selected, context)
  return { model: selection.model, homes, engine, plans: judged.plans, findings, refusals }
}

/**
 * An error outranks a refusal: the guard never saw a plan that could not be made. What could not be read outranks the
 * changes: the plan may not be all of it.
 */
export function planExit({ plans, findings, refusals }: PlannedRun): ExitCode {
  if (hasErrors(findings.filter((finding) => !refusals.includes(finding)))) return EXIT.error
  if (refusals.length > 0) return EXIT.refused
  if (hasUnread(plans.map(({ plan }) => plan))) return EXIT.unread
  return plans.some(({ plan }) => plan.changes.length > 0 || plan.moves.length > 0) ? EXIT.changes : EXIT.ok
}

/** The inputs of all plans of a run. */
type Setting = {
  readonly context: RunContext
  readonly selection: Selection
  readonly inventory: Inventory
  readonly engine: EngineSettings
  /** The ids in the state of the stack "agency". */
  readonly known: () => Promise<IdsInState>
  /** Number of resources in each existing stack. */
  readonly sizes: ReadonlyMap<string, number>
  /** Whether the state is left unread where nothing differs. */
  readonly skipsQuiet: boolean
  readonly purpose: Purpose
}

type Drafted = {
  readonly drafts: readonly DraftPlan[]
  readonly findings: readonly Finding[]
  /** Refusals by policy. */
  readonly ofPolicy: readonly Finding[]
}

async function draftAll(setting: Setting, targets: readonly Target[]): Promise<Drafted> {
  const { context, selection, inventory, engine, known, sizes, skipsQuiet, purpose } = setting
  const refused = selection.policy.filter(({ severity }) => severity === 'error')
  const planned = targets.filter(({ name }) => refusing(refused, name).length === 0)
  const drafted = await inTurns(STATES_AT_ONCE, planned, async (target) => {
    context.progress(`Planning ${target.name}`)
    const isKept = holdsWhatIsAsked(sizes.get(target.name) ?? 0, target, purpose)
    const isGone = target.ends !== undefined && !sizes.has(target.name)
    const over = isGone && target.inOrder(inventory)
    const mayBeQuiet = skipsQuiet && isKept && target.moves.length === 0
    const quiet = target.ends === undefined ? mayBeQuiet && target.inOrder(inventory) : over
    const previewed = quiet
      ? quietPlan(target, inventory)
      : await previewTarget(target, inventory, engine, (dropped) =>
          readDropped(inventory, dropped, selection.model.agency, context, known),
        )
    return { previewed, target, over }
  })
  return {
    drafts: drafted.flatMap(({ previewed: { made, inventory: seen }, target, over }) =>
      made === undefined ? [] : [{ ...made, target, over, inventory: seen }],
    ),
    findings: drafted.flatMap(({ previewed }) => previewed.findings),
    ofPolicy: [...refused, ...drafted.flatMap(({ previewed }) => previewed.refusals)],
  }
}

/**
 * Compares the number of resources in the state with what the files list. More resources mean dropped assets, which the
 * files cannot show. An empty state has nothing to drop, which is enough for a plan that is only shown.
 */
function holdsWhatIsAsked(size: number, { inputs }: Target, purpose: Purpose): boolean {
  return size === inputs.length || (purpose === 'to show' && size === 0)
}

/**
 * Clients come first, our own members last. A leaver's assignments are revoked one by one, each in the history of its
 * client, while Meta still knows the person as a member. The membership ends after that, and with it what no API can
 * revoke (pixels) or a client's stack could not.
 */
function targetsOf({ clients, agency, model }: Selection): Target[] {
  return [...clients.map((client) => clientTarget(client)), ...(agency ? [agencyTarget(model)] : [])]
}

/**
 * Stacks that hold access without a client's file: deleting the file must not leave the access behind unnoticed. What
 * another file lists is not left behind, it moves.
 */
function orphanFindings(
  { slugs }: Selection,
  sizes: ReadonlyMap<string, number>,
  { left }: FoundMoves,
): Finding[] {
  const named = new Set([...slugs, AGENCY_STACK])
  return [...sizes].flatMap(([client, size]) => {
    const rest = left.get(client)
    if (size === 0 || named.has(client) || rest?.length === 0) return []
    const [first, ...more] = rest ?? []
    const others = more.length === 0 ? '' : ` and ${counted(more.length, 'more asset')}`
    const assets = first === undefined ? 'access' : `${titleOf(first)}${others}`
    return [finding('GUARD_CLIENT_DELETED', { client, assets })]
  })
}
