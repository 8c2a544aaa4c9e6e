import { factsOf, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import type { EdgeAnswer, Call } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { text } from '../protocol/param-values.ts'
import { haveRelationship, putGrant } from '../world/access.ts'
import type { WorldAsset, Grant, World } from '../world/world.ts'
import { putAgreement } from './agreements.ts'
import { requireOwnToken } from './assign.ts'
import { requireCombination } from './combinations.ts'
import { confirmedGrant, endShare } from './grant.ts'
import { requireOwner } from './manage.ts'

/**
 * POST `agencies`: the owner's side shares an asset with a partner, or changes the tasks of a share. The answer may say
 * that the share is pending: `requires_admin_approval`, `pending_request_id`.
 */
export function share(call: Call<WorldAsset>, tasks: readonly string[]): EdgeAnswer {
  const { world, record: asset, params } = call
  const rules = rulesOf(asset.kind).tasks
  const { levelChangesBy, waitsFor } = partnerEdgeOf(asset.kind)
  requireOwnToken(call, asset)
  requireOwner(call, asset, rules.managing, 'POST')
  const business = text(params, 'business')
  if (!world.businesses.has(business)) throw FAILURES.invalid('Param business must be a valid ID string')
  if (business === asset.owner) throw FAILURES.invalid('The business already owns this asset')
  requireCombination(asset.kind, tasks)
  rules.check?.(call, tasks)
  if (waitsFor === 'acceptance' && !haveRelationship(world, asset.owner, business)) {
    return { value: { success: true, pending_request_id: putAgreement(world, asset, business, tasks) } }
  }
  const before = world.grants.get(asset.id)?.get(business)
  // LIVE-CLAIM (graph-api 1.4): a Page cannot be shared twice; whatever the tasks: INFERENCE.
  if (levelChangesBy === 'client' && before !== undefined) throw FAILURES.duplicate()
  // Source: graph-api 1.4 (FACT for ad accounts), INFERENCE for other kinds.
  const second = world.businesses.get(asset.owner)?.second_admin_approval === true
  if (waitsFor === 'second-admin' && second) {
    putGrant(world, asset, business, waitingGrant(world, before, tasks))
    return { value: { success: true, requires_admin_approval: true } }
  }
  // INFERENCE (graph-api 9): sharing again sets the tasks, as it does for people.
  putGrant(world, asset, business, confirmedGrant(world, before, tasks))
  return { value: { success: true } }
}

/** DELETE `agencies`. It succeeds without a share (INFERENCE). */
export function unshare(call: Call<WorldAsset>): EdgeAnswer {
  const { world, record: asset, params } = call
  requireOwnToken(call, asset)
  requireOwner(call, asset, rulesOf(asset.kind).tasks.managing, 'DELETE')
  endShare(world, asset, text(params, 'business'))
  return { value: { success: true } }
}

/** A new grant waits for a second admin; a confirmed one keeps its tasks until then (INFERENCE). */
function waitingGrant(world: World, before: Grant | undefined, tasks: readonly string[]): Grant {
  if (before?.status === 'CONFIRMED') return { ...before, waiting_tasks: [...tasks] }
  const now = new Date(world.now()).toISOString()
  return { tasks: [...tasks], status: 'PENDING', requested_time: now, updated_time: now }
}

/** Throws TypeError for a kind without the edge; its node serves none. */
function partnerEdgeOf(kind: AssetKind) {
  const { partnerEdge } = factsOf(kind)
  if (partnerEdge === 'none')
    throw new TypeError(`Cannot share a ${kind} as its node has no edge for partners`)
  return partnerEdge
}
