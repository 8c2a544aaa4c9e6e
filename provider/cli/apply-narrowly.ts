import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
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
import type { Context } from './context.ts'
import { withEngine } from './engine.ts'
import { readLeaving, readLive } from './live.ts'
import { select } from './load.ts'
import { guardedPlan, refusing } from './plan-all.ts'
import { applyTarget, clientTarget, previewTarget } from './stacks.ts'

/** What may be done to a client, and nothing else: whatever other change its plan holds stays undone. */
export type Aim = {
  readonly isMeant: (change: Change) => boolean
  /** What the files announce, so that the guard need not be told a number. */
  readonly announced: Announced
  readonly overrides: Overrides
}

/** What came of one client. `left` are changes that the plan holds as well and that were not meant. */
export type NarrowlyApplied = {
  readonly stack: string
  readonly done: readonly Change[]
  readonly left: readonly Change[]
  readonly findings: readonly Finding[]
}

/**
 * Applies the changes of one client that are meant, through the same policy, guard and engine as every other apply. The
 * engine works asset by asset, so an asset on which anything else would change is left alone as a whole, and told.
 */
export async function applyNarrowly(context: Context, slug: string, aim: Aim): Promise<NarrowlyApplied> {
  const nothing = { stack: slug, done: [], left: [] }
  const selection = await select({ names: [slug], all: false }, context)
  if (!('model' in selection)) return { ...nothing, findings: selection }
  const [client] = selection.clients
  if (client === undefined) return { ...nothing, findings: [] }
  const target = clientTarget(client)
  const refused = refusing(
    selection.policy.filter(({ severity }) => severity === 'error'),
    target,
  )
  if (refused.length > 0) return { ...nothing, findings: refused }
  const place = await withEngine(context)
  if ('code' in place) return { ...nothing, findings: [place] }
  const inventory = await readLive(selection, context)
  if (!('version' in inventory)) return { ...nothing, findings: inventory }
  // The engine takes seconds: where nothing is to be done it is not asked.
  const possible = changesSeen(client, inventory).some(aim.isMeant)
  if (!possible) return { ...nothing, findings: [] }
  const stack = await previewTarget(target, inventory, place, (leaving) =>
    readLeaving(inventory, leaving, selection.model.agency, context),
  )
  const { planned } = stack
  const found = [...stack.findings, ...stack.refusals]
  if (planned === undefined) return { ...nothing, findings: found }
  const aimed = narrowed(planned.plan.changes, aim.isMeant)
  const left = planned.plan.changes.filter((change) => !aimed.changes.includes(change))
  const mixed = aimed.mixed.map((asset) => mixedFinding(slug, asset, left))
  const only = { ...planned, plan: { ...planned.plan, changes: aimed.changes } }
  const guarded = guardPlan(guardedPlan(only, aim.announced, selection, stack.inventory), aim.overrides)
  const findings = [...found, ...mixed, ...guarded]
  if (guarded.length > 0 || aimed.changes.length === 0) return { ...nothing, left, findings }
  const applied = await applyTarget(
    target,
    stack.inventory,
    place,
    partMessageOf(planned.plan.digest),
    aimed.assets,
  )
  const failures = applied.failures.map((failure) => withPlace(failure, planned.plan))
  const done = applied.done && failures.length === 0 ? aimed.changes : []
  return { stack: slug, done, left, findings: [...findings, ...applied.findings, ...failures] }
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
