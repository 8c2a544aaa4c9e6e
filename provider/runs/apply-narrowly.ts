import { applyTarget } from '../engine/apply-target.ts'
import { knownIds } from '../engine/known-ids.ts'
import { stateNotKept } from '../engine/state-kept.ts'
import { previewTarget } from '../engine/preview-target.ts'
import { clientTarget, withMoves } from '../engine/target.ts'
import { finding } from '../findings/catalogue.ts'
import { hasErrors } from '../findings/has-errors.ts'
import type { Finding } from '../findings/finding.ts'
import { onceAsync } from '../model/once-async.ts'
import { onceEach } from '../findings/once-each.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredAsset, DesiredClient } from '../model/desired.ts'
import type { Change, Comparison, Waiting } from '../plan/change.ts'
import { titleOf } from '../plan/titles.ts'
import type { ObservedAsset } from '../model/observed.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import type { Announced } from '../plan/guard/announced.ts'
import { compareAsset } from '../plan/compare.ts'
import { guardPlan } from '../plan/guard/guard.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { changeKey, narrowed } from '../plan/narrowed.ts'
import { inputsOf } from '../resources/inputs.ts'
import { lookIn } from '../resources/observe.ts'
import { partMessageOf } from '../engine/history.ts'
import { withPlace } from './apply-plans.ts'
import { guardInput } from './judge-plans.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'
import { readDropped, readLive } from './wiring/live.ts'
import { movesOf, withMoved } from './wiring/moves.ts'
import { refusing, select } from './wiring/select.ts'
import { isStopped, notBegun, untilStopped } from './wiring/stop.ts'

/** The only changes that may be applied at one client. Every other change of its plan stays undone. */
export type Aim = {
  readonly isMeant: (change: Change) => boolean
  /** The assets where a meant change may be: one that cannot be read is reported, for it may hide one. */
  readonly mayBeOn: (asset: string) => boolean
  /** What the files announce; the guard does not count it against its limits. */
  readonly announced: Announced
  readonly overrides: Overrides
}

/** The result for one client. `left` holds the changes of its plan that were not meant. */
export type NarrowlyApplied = {
  readonly stack: string
  readonly done: readonly Change[]
  readonly left: readonly Change[]
  /** What waits for a person at the assets where a meant change may be. */
  readonly waiting: readonly StillWaiting[]
  /** Assets where a meant change may be and that could not be read; part of `findings` too. */
  readonly unread: readonly Finding[]
  readonly findings: readonly Finding[]
}

/** What waits, with whether Meta shows any access of the one it is about. */
export type StillWaiting = Waiting & { readonly isHeld: boolean }

/** The exit of a command that applies parts of plans: an error outranks what could not be read. */
export function narrowExit(applied: readonly NarrowlyApplied[], findings: readonly Finding[]): ExitCode {
  const unread = applied.flatMap((one) => one.unread)
  if (hasErrors(findings.filter((one) => !unread.includes(one)))) return EXIT.error
  return unread.length > 0 ? EXIT.unread : EXIT.ok
}

/**
 * Applies only the meant changes of one client, through the same policy, guard and engine as every other apply. Other
 * changes of the same asset wait for an apply.
 */
export async function applyNarrowly(context: RunContext, slug: string, aim: Aim): Promise<NarrowlyApplied> {
  const nothing = nothingAt(slug)
  if (isStopped(context)) return { ...nothing, findings: [notBegun(slug)] }
  const selection = await select({ names: [slug], all: false }, context)
  if (!('model' in selection)) return { ...nothing, findings: selection }
  const [client] = selection.clients
  if (client === undefined) return { ...nothing, findings: [] }
  const refused = refusing(
    selection.policy.filter(({ severity }) => severity === 'error'),
    slug,
  )
  if (refused.length > 0) return { ...nothing, findings: refused }
  const engine = await withEngine(context)
  if ('code' in engine) return { ...nothing, findings: [engine] }
  const notKept = stateNotKept(engine)
  if (notKept !== undefined) return { ...nothing, findings: [notKept] }
  const known = onceAsync(() => knownIds(engine))
  const live = await readLive(selection, context, known)
  if (!('version' in live)) return { ...nothing, findings: live }
  const { moves, refused: fixed } = await movesOf(selection, engine, context)
  const inventory = withMoved(live, { moves })
  const target = withMoves(clientTarget(client), moves)
  // Starting the engine takes seconds, so it runs only where a meant change shows.
  const looks = looksAt(client, inventory)
  const concerned = looks.filter(({ asset }) => aim.mayBeOn(asset.id))
  const unread = concerned.flatMap((one) => unreadFinding(slug, one))
  const open = { ...nothing, unread, waiting: concerned.flatMap(waitingIn) }
  const possible = looks.flatMap(({ comparison }) => comparison.changes).some(aim.isMeant)
  if (!possible) return { ...open, findings: unread }
  const previewed = await previewTarget(target, inventory, engine, (dropped) =>
    readDropped(inventory, dropped, selection.model.agency, context, known),
  )
  const { made } = previewed
  const found = [...unread, ...previewed.findings, ...previewed.refusals]
  if (made === undefined) return { ...open, findings: found }
  const aimed = narrowed(made.plan.changes, aim.isMeant)
  const left = made.plan.changes.filter((change) => !aimed.changes.includes(change))
  const only = {
    ...made,
    plan: { ...made.plan, changes: aimed.changes, later: [] },
    inventory: previewed.inventory,
  }
  const refusals = guardPlan(guardInput(only, aim.announced, selection.model, fixed), aim.overrides)
  const findings = [...found, ...refusals]
  if (refusals.length > 0 || aimed.changes.length === 0) return { ...open, left, findings }
  const applied = await untilStopped(context, () =>
    applyTarget(
      target,
      { ...previewed.inventory, only: aimed.changes.map(changeKey) },
      engine,
      partMessageOf(made.plan.digest),
      aimed.assets,
    ),
  )
  const failures = applied.failures.map((failure) => withPlace(failure, made.plan))
  const done = applied.done && failures.length === 0 ? aimed.changes : []
  return { ...open, done, left, findings: onceEach([...findings, ...applied.findings, ...failures]) }
}

/** The result before anything was looked at. */
export function nothingAt(stack: string): Omit<NarrowlyApplied, 'findings'> {
  return { stack, done: [], left: [], waiting: [], unread: [] }
}

type Looked = {
  readonly asset: DesiredAsset
  readonly observed: ObservedAsset
  readonly comparison: Comparison
}

function looksAt(client: DesiredClient, inventory: Inventory): Looked[] {
  return client.assets.map((asset) => {
    const { observed, around } = lookIn(inventory, inputsOf(client, asset), [])
    return { asset, observed, comparison: compareAsset(asset, observed, around) }
  })
}

function unreadFinding(client: string, { asset, comparison }: Looked): Finding[] {
  const { unknown: message } = comparison
  if (message === undefined) return []
  return [finding('NARROW_UNREAD', { client, asset: titleOf(asset), message }, asset.at)]
}

function waitingIn({ observed, comparison }: Looked): StillWaiting[] {
  const held = observed.state === 'present' ? observed.people : {}
  return comparison.waiting.map((one) => {
    const isHeld = 'principal' in one.subject && held[one.subject.principal] !== undefined
    return { ...one, isHeld }
  })
}
