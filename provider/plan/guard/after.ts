import type { Principal } from '../../model/model.ts'
import type { Change } from '../change.ts'
import type { GuardInput, Standing } from './guard-input.ts'

/** The changes of people, each with its principal. */
export function peopleChanges({
  changes,
}: GuardInput): { readonly change: Change; readonly principal: Principal }[] {
  return changes.flatMap((change) =>
    'principal' in change.subject ? [{ change, principal: change.subject.principal }] : [],
  )
}

/** A plan as if it made at once what it makes later. */
export function withLater(plan: GuardInput): GuardInput {
  return { ...plan, changes: [...plan.changes, ...plan.later] }
}

/** Who is on an asset after the plan. */
export function peopleAfter(
  plan: GuardInput,
  { asset, people }: Standing,
): Map<Principal, readonly string[]> {
  const after = new Map(Object.entries(people))
  for (const { change, principal } of peopleChanges(plan)) {
    if (change.asset.kind !== asset.kind || change.asset.id !== asset.id) continue
    if (change.after === undefined) after.delete(principal)
    else after.set(principal, change.after.tasks)
  }
  return after
}

/** Whether tasks give control over an asset, or over our Business. */
export function givesControl(tasks: readonly string[]): boolean {
  return tasks.some((task) => task === 'MANAGE' || task === 'ADMIN')
}
