import { closure, normaliseTasks } from '../../model/tasks.ts'
import { groupTasks, membersOf } from './asset-groups.ts'
import { inner, type WorldAsset, type Grant, type World } from './world.ts'

/**
 * Sets the tasks of a person or system user on an asset, in place of earlier ones; no tasks ends the assignment. What
 * they have through an asset group stays.
 */
export function putAssignment(world: World, asset: string, user: string, tasks: readonly string[]): void {
  world.journal.put(inner(world.direct, asset), user, tasks.length === 0 ? undefined : normaliseTasks(tasks))
  refreshAssignment(world, asset, user)
}

/**
 * Works out what somebody has on an asset: what was asked for on it, and what asset groups give within the share of
 * their Business (INFERENCE, graph-api 1.3: a group gives no more than its Business has).
 */
export function refreshAssignment(world: World, id: string, user: string): void {
  const { journal, assignments, direct, index } = world
  const asset = world.assets.get(id)
  const member = world.members.get(user)
  const permitted =
    asset === undefined || member === undefined ? undefined : permittedTasks(world, asset, member.business)
  const grouped = groupTasks(world, id, user).filter(
    (task) => permitted === 'all' || permitted?.has(task) === true,
  )
  const tasks = normaliseTasks([...(direct.get(id)?.get(user) ?? []), ...grouped])
  const none = tasks.length === 0
  journal.put(inner(assignments, id), user, none ? undefined : tasks)
  journal.put(inner(index.assigned, user), id, none ? undefined : true)
}

/**
 * Sets a partner grant and cuts the assignments of the partner's people to it (INFERENCE: graph-api 2.4 says "within
 * what was shared", not when that is enforced).
 */
export function putGrant(world: World, asset: WorldAsset, business: string, grant: Grant): void {
  const { journal, grants, index } = world
  journal.put(inner(grants, asset.id), business, grant)
  journal.put(inner(index.shared, business), asset.id, true)
  journal.put(inner(index.between, `${asset.owner}/${business}`), asset.id, true)
  cutAssignments(world, asset, business, grant.status === 'CONFIRMED' ? grant.tasks : [])
}

/** Ends a grant and its people's assignments (LIVE-CLAIM for Pages, graph-api 1.4; else INFERENCE). */
export function dropGrant(world: World, asset: WorldAsset, business: string): void {
  const { journal, grants, index } = world
  journal.put(inner(grants, asset.id), business, undefined)
  journal.put(inner(index.shared, business), asset.id, undefined)
  journal.put(inner(index.between, `${asset.owner}/${business}`), asset.id, undefined)
  cutAssignments(world, asset, business, [])
}

function cutAssignments(
  world: World,
  asset: WorldAsset,
  business: string,
  permitted: readonly string[],
): void {
  const allowed = new Set(closure(asset.kind, permitted))
  const users = new Set([...(world.assignments.get(asset.id)?.keys() ?? []), ...membersOf(world, asset.id)])
  for (const user of users) {
    if (world.members.get(user)?.business !== business) continue
    const kept = world.direct
      .get(asset.id)
      ?.get(user)
      ?.filter((task) => allowed.has(task))
    putAssignment(world, asset.id, user, kept ?? [])
  }
}

/** The tasks of a Business on an asset: undefined without access, all tasks for the owner. */
export function permittedTasks(
  world: World,
  asset: WorldAsset,
  business: string,
): ReadonlySet<string> | 'all' | undefined {
  if (asset.owner === business) return 'all'
  const grant = world.grants.get(asset.id)?.get(business)
  return grant?.status === 'CONFIRMED' ? new Set(closure(asset.kind, grant.tasks)) : undefined
}

/** Whether a share of `owner` with `partner` is confirmed. Source: graph-api 1.4 (FACT for pixels). */
export function haveRelationship(world: World, owner: string, partner: string): boolean {
  const assets = world.index.between.get(`${owner}/${partner}`)
  return [...(assets?.keys() ?? [])].some((id) => world.grants.get(id)?.get(partner)?.status === 'CONFIRMED')
}
