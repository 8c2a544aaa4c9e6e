import { applyTarget } from '../engine/apply-target.ts'
import { knownIds } from '../engine/known-ids.ts'
import { stateNotKept } from '../engine/state-kept.ts'
import { previewTarget } from '../engine/preview-target.ts'
import { clientTarget } from '../engine/target.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { onceEach } from '../findings/once-each.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Change, ManagedAsset } from '../plan/change.ts'
import type { Announced } from '../plan/guard/announced.ts'
import { compareAsset } from '../plan/compare.ts'
import { guardPlan } from '../plan/guard/guard.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { narrowed } from '../plan/narrowed.ts'
import { inputsOf } from '../resources/inputs.ts'
import { lookIn } from '../resources/observe.ts'
import { partMessageOf } from '../engine/history.ts'
import { withPlace } from './apply-plans.ts'
import { guardInput } from './judge-plans.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'
import { readDropped, readLive } from './wiring/live.ts'
import { refusing, select } from './wiring/select.ts'

/** The only changes that may be applied at one client. Every other change of its plan stays undone. */
export type Aim = {
  readonly isMeant: (change: Change) => boolean
  /** What the files announce; the guard does not count it against its limits. */
  readonly announced: Announced
  readonly overrides: Overrides
}

/** The result for one client. `left` holds the changes of its plan that were not meant. */
export type NarrowlyApplied = {
  readonly stack: string
  readonly done: readonly Change[]
  readonly left: readonly Change[]
  readonly findings: readonly Finding[]
}

/**
 * Applies only the meant changes of one client, through the same policy, guard and engine as every other apply. The
 * engine changes an asset as a whole, so an asset with any other change is skipped and reported.
 */
export async function applyNarrowly(context: RunContext, slug: string, aim: Aim): Promise<NarrowlyApplied> {
  const nothing = { stack: slug, done: [], left: [] }
  const selection = await select({ names: [slug], all: false }, context)
  if (!('model' in selection)) return { ...nothing, findings: selection }
  const [client] = selection.clients
  if (client === undefined) return { ...nothing, findings: [] }
  const target = clientTarget(client)
  const refused = refusing(
    selection.policy.filter(({ severity }) => severity === 'error'),
    slug,
  )
  if (refused.length > 0) return { ...nothing, findings: refused }
  const engine = await withEngine(context)
  if ('code' in engine) return { ...nothing, findings: [engine] }
  const notKept = stateNotKept(engine)
  if (notKept !== undefined) return { ...nothing, findings: [notKept] }
  const known = () => knownIds(engine)
  const inventory = await readLive(selection, context, known)
  if (!('version' in inventory)) return { ...nothing, findings: inventory }
  // Starting the engine takes seconds, so it runs only where a meant change shows.
  const possible = changesSeen(client, inventory).some(aim.isMeant)
  if (!possible) return { ...nothing, findings: [] }
  const previewed = await previewTarget(target, inventory, engine, (dropped) =>
    readDropped(inventory, dropped, selection.model.agency, context, known),
  )
  const { made } = previewed
  const found = [...previewed.findings, ...previewed.refusals]
  if (made === undefined) return { ...nothing, findings: found }
  const aimed = narrowed(made.plan.changes, aim.isMeant)
  const left = made.plan.changes.filter((change) => !aimed.changes.includes(change))
  const mixed = aimed.mixed.map((asset) => mixedFinding(slug, asset, left))
  const only = {
    ...made,
    plan: { ...made.plan, changes: aimed.changes },
    inventory: previewed.inventory,
  }
  const refusals = guardPlan(guardInput(only, aim.announced, selection.model), aim.overrides)
  const findings = [...found, ...mixed, ...refusals]
  if (refusals.length > 0 || aimed.changes.length === 0) return { ...nothing, left, findings }
  const applied = await applyTarget(
    target,
    previewed.inventory,
    engine,
    partMessageOf(made.plan.digest),
    aimed.assets,
  )
  const failures = applied.failures.map((failure) => withPlace(failure, made.plan))
  const done = applied.done && failures.length === 0 ? aimed.changes : []
  return { stack: slug, done, left, findings: onceEach([...findings, ...applied.findings, ...failures]) }
}

function changesSeen(client: DesiredClient, inventory: Inventory): Change[] {
  return client.assets.flatMap((asset) => {
    const { observed, around } = lookIn(inventory, inputsOf(client, asset), [])
    return [...compareAsset(asset, observed, around).changes]
  })
}

function mixedFinding(client: string, asset: ManagedAsset, left: readonly Change[]): Finding {
  const other = left.filter((change) => change.asset.id === asset.id)
  const args = { client, asset: asset.id, count: other.length }
  return finding('NARROW_MIXED', args, other.find(({ at }) => at !== undefined)?.at)
}
