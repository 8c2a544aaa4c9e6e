import { closure, normaliseTasks } from '../../model/tasks.ts'
import { inner, type WorldAsset, type Grant, type World } from './world.ts'

/** Puts a person or system user on an asset with these tasks, in place of those before; no tasks takes them off. */
export function putAssignment(world: World, asset: string, user: string, tasks: readonly string[]): void {
  const { journal, assignments, index } = world
  const none = tasks.length === 0
  journal.put(inner(assignments, asset), user, none ? undefined : normaliseTasks(tasks))
  journal.put(inner(index.assigned, user), asset, none ? undefined : true)
}

/**
 * Sets a partner grant. Assignments of the partner's people are cut to what is still permitted (INFERENCE:
 * graph-api 2.4 says "within what was shared", not when that is enforced).
 */
export function putGrant(world: World, asset: WorldAsset, business: string, grant: Grant): void {
  const { journal, grants, index } = world
  journal.put(inner(grants, asset.id), business, grant)
  journal.put(inner(index.shared, business), asset.id, true)
  journal.put(inner(index.between, `${asset.owner}/${business}`), asset.id, true)
  cutAssignments(world, asset, business, grant.status === 'CONFIRMED' ? grant.tasks : [])
}

/** Ends a partner grant, and with it every assignment of the partner's people (LIVE-CLAIM for Pages, INFERENCE for the rest). */
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
  for (const [user, tasks] of world.assignments.get(asset.id) ?? []) {
    if (world.members.get(user)?.business !== business) continue
    const kept = tasks.filter((task) => allowed.has(task))
    if (kept.length < tasks.length) putAssignment(world, asset.id, user, kept)
  }
}

/** Tasks of a Business on an asset: undefined when it has no access, all tasks for the owner. */
export function permittedTasks(
  world: World,
  asset: WorldAsset,
  business: string,
): ReadonlySet<string> | 'all' | undefined {
  if (asset.owner === business) return 'all'
  const grant = world.grants.get(asset.id)?.get(business)
  return grant?.status === 'CONFIRMED' ? new Set(closure(asset.kind, grant.tasks)) : undefined
}

/** Two Businesses know each other when anything is shared between them. Source: graph-api 1.4, pixels (FACT "relationship already approved"). */
export function haveRelationship(world: World, owner: string, partner: string): boolean {
  const assets = world.index.between.get(`${owner}/${partner}`)
  return [...(assets?.keys() ?? [])].some((id) => world.grants.get(id)?.get(partner)?.status === 'CONFIRMED')
}
