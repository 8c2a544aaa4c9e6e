import { factsOf } from '../../model/kinds.ts'
import { closure, normaliseTasks } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import type { EdgeAnswer, Call } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { CallContext } from '../protocol/node.ts'
import { list, text } from '../protocol/param-values.ts'
import { groupTasks } from '../world/asset-groups.ts'
import { permittedTasks, putAssignment } from '../world/access.ts'
import type { WorldAsset, WorldMember } from '../world/world.ts'
import { requireCombination } from './combinations.ts'
import { requireManage } from './manage.ts'

const SUCCESS = { value: { success: true } } as const

/** An asset with its own token is read and written only with that token. Source: graph-api 1.4 (FACT for Pages). */
export function requireOwnToken({ caller }: CallContext, asset: WorldAsset): void {
  if (!factsOf(asset.kind).hasOwnToken) return
  if (caller.page === undefined) throw FAILURES.pageToken()
  if (caller.page !== asset.id) throw FAILURES.unsupported('GET', asset.id)
}

/**
 * POST `assigned_users`: replaces the tasks of one member of the caller's Business. Source: graph-api 1.3 (FACT: it
 * changes the tasks; LIVE-CLAIM: it replaces them); refusing empty or absent tasks is INFERENCE.
 */
export function assign(call: Call<WorldAsset>): EdgeAnswer {
  const { world, record: asset, params } = call
  const member = memberFor(call)
  const tasks = normaliseTasks(list(params, 'tasks') ?? [])
  if (tasks.length === 0) throw FAILURES.required('tasks')
  requireCombination(asset.kind, tasks)
  const rules = rulesOf(asset.kind).tasks
  rules.check?.(call, tasks)
  const permitted = permittedTasks(world, asset, member.business)
  // FACT (graph-api 2.4) that a partner cannot go beyond its grant; the codes are INFERENCE.
  if (permitted !== 'all' && !closure(asset.kind, tasks).every((task) => permitted?.has(task) === true)) {
    throw rules.aboveShare?.() ?? FAILURES.noRelay()
  }
  requireNoGroup(call, member, tasks)
  putAssignment(world, asset.id, member.id, tasks)
  return SUCCESS
}

/** DELETE `assigned_users`. It succeeds for somebody who is not on the asset (INFERENCE). */
export function unassign(call: Call<WorldAsset>): EdgeAnswer {
  const member = memberFor(call)
  requireNoGroup(call, member, [])
  putAssignment(call.world, call.record.id, member.id, [])
  return SUCCESS
}

/**
 * Refuses to take away what an asset group gives: the person leaves the group first. Source: graph-api 1.3 (FACT for
 * Pages and ad accounts), INFERENCE for other kinds.
 */
function requireNoGroup(
  { world, record: asset }: Call<WorldAsset>,
  member: WorldMember,
  tasks: string[],
): void {
  const left = new Set(closure(asset.kind, tasks))
  if (!groupTasks(world, asset.id, member.id).every((task) => left.has(task))) throw FAILURES.fromGroup()
}

/**
 * The member to assign. The id is the Business-scoped one (LIVE-CLAIM 1752100, graph-api 1.2) of a member of the
 * caller's Business: nobody assigns people of others (graph-api 8; the code is INFERENCE).
 */
function memberFor(call: Call<WorldAsset>): WorldMember {
  const { world, caller, record: asset, params } = call
  requireOwnToken(call, asset)
  requireManage(call, asset, rulesOf(asset.kind).tasks.managing, 'POST')
  const id = text(params, 'user')
  const member = world.members.get(id)
  if (member === undefined) throw FAILURES.notScoped()
  const business = text(params, 'business', caller.member?.business)
  if (member.business !== caller.member?.business || business !== member.business) {
    throw FAILURES.invalid('Param user must be a user of the business')
  }
  return member
}
