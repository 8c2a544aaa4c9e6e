import { closure, normaliseTasks } from '../../model/tasks.ts'
import { acceptAgreement } from '../rules/agreements.ts'
import { confirmedGrant, endShare } from '../rules/grant.ts'
import { plainTasks } from '../rules/task-names.ts'
import { permittedTasks, putAssignment, putGrant } from '../world/access.ts'
import { putOwner } from '../world/ownership.ts'
import type { WorldAsset, World } from '../world/world.ts'
import { assetOf, businessOf, found, HandRefused, memberOf } from './look-up.ts'
import type { HandOf } from './schema.ts'

/** Both sides agree in the same dialog, so nothing is pending, and a Page may be shared again. */
export function share(world: World, deed: HandOf<'share'>): void {
  const asset = assetOf(world, deed.asset)
  const { id } = businessOf(world, deed.business)
  if (asset.owner === id) throw new HandRefused(`Cannot share ${asset.id} with its owner`)
  requireTasks(asset, deed.tasks)
  const before = world.grants.get(asset.id)?.get(id)
  if (before === undefined) endShare(world, asset, id)
  putGrant(world, asset, id, confirmedGrant(world, before, normaliseTasks(deed.tasks)))
}

export function unshare(world: World, deed: HandOf<'unshare'>): void {
  endShare(world, assetOf(world, deed.asset), businessOf(world, deed.business).id)
}

/** The API's limit applies by hand too: nobody gets more than the owner shared with their Business. */
export function assign(world: World, deed: HandOf<'assign'>): void {
  const asset = assetOf(world, deed.asset)
  const member = memberOf(world, deed.user)
  requireTasks(asset, deed.tasks)
  const permitted = permittedTasks(world, asset, member.business)
  if (permitted !== 'all') {
    const above = closure(asset.kind, deed.tasks).filter((task) => permitted?.has(task) !== true)
    const reason = `that is not shared with ${member.business}`
    if (above.length > 0) throw new HandRefused(`Cannot give ${above.join(', ')} on ${asset.id} as ${reason}`)
  }
  putAssignment(world, asset.id, member.id, deed.tasks)
}

export function unassign(world: World, deed: HandOf<'unassign'>): void {
  putAssignment(world, assetOf(world, deed.asset).id, memberOf(world, deed.user).id, [])
}

export function approve(world: World, deed: HandOf<'approve'>): void {
  const asset = assetOf(world, deed.asset)
  const grant = found(
    world.grants.get(asset.id)?.get(deed.business),
    `a share of ${asset.id} with ${deed.business}`,
  )
  const waits = grant.status === 'PENDING' || grant.waiting_tasks !== undefined
  if (!waits)
    throw new HandRefused(`Cannot approve the share of ${asset.id} with ${deed.business} as nothing waits`)
  putGrant(world, asset, deed.business, confirmedGrant(world, grant, grant.waiting_tasks ?? grant.tasks))
}

export function acceptPending(world: World, deed: HandOf<'accept_agreement'>): void {
  const { id, status } = found(world.agreements.get(deed.agreement), `agreement ${deed.agreement}`)
  if (status !== 'PENDING') throw new HandRefused(`Cannot accept agreement ${id} as it is ${status}`)
  acceptAgreement(world, id)
}

export function answerRequest(world: World, deed: HandOf<'answer_request'>): void {
  const { id, asset, business, tasks, owns } = found(
    world.requests.get(deed.request),
    `request ${deed.request}`,
  )
  world.journal.put(world.requests, id, undefined)
  if (!deed.grant) return
  if (owns) putOwner(world, assetOf(world, asset), business)
  else share(world, { do: 'share', asset, business, tasks })
}

function requireTasks({ kind, id }: WorldAsset, wanted: readonly string[]): void {
  const names = plainTasks(kind)
  const wrong = normaliseTasks(wanted).filter((task) => !names.has(task))
  if (wrong.length > 0)
    throw new HandRefused(`Cannot use ${wrong.join(', ')} on ${id} as a ${kind} has no such task`)
}
