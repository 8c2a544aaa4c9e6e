import type { Client, Principal } from '../model/model.ts'
import { isCurrent, type Moment } from '../model/moment.ts'
import type { Change } from '../plan/change.ts'

/** Access to an asset that ended by its date: an exception, or all access of a direct share. */
export type Ending = { readonly principal: Principal; readonly asset: string }

/** What has ended at a client by `now`, whether or not Meta still shows it. */
export function endingsOf(client: Client, now: Moment): Ending[] {
  const byException = client.exceptions
    .filter(({ until }) => !isCurrent(until, now))
    .map(({ principal, asset }) => ({ principal, asset }))
  const share = client.directShare
  if (share === undefined || isCurrent(share.until, now)) return byException
  const people = new Set([...client.team, ...client.exceptions].map(({ principal }) => principal))
  return [...people].flatMap((principal) => client.assets.map(({ id }) => ({ principal, asset: id })))
}

/** Whether a change only removes access that ended. */
export function isEnding(
  { verb, asset, subject, before, after }: Change,
  endings: readonly Ending[],
): boolean {
  if (!('principal' in subject)) return false
  const kept = after?.tasks ?? []
  const down =
    verb === 'revoke' || verb === 'lower' || kept.every((task) => before?.tasks.includes(task) === true)
  return (
    before !== undefined &&
    down &&
    endings.some((one) => one.principal === subject.principal && one.asset === asset.id)
  )
}
