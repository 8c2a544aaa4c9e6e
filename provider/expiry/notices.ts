import type { Finding } from '../findings/finding.ts'
import type { Client } from '../model/model.ts'
import { dayOf, isDay, type Moment } from '../model/moment.ts'
import { endsIn } from '../review/ends.ts'

/** Days before an end at which it is announced. Source: decisions "Limits and what they come from". */
const NOTICE_DAYS = 7

/**
 * A client's access that ends soon, by its last day (year-month-day), as review findings. An end to the minute is
 * break-glass access, which has its own pull request.
 */
export function noticesOf(client: Client, now: Moment): ReadonlyMap<string, readonly Finding[]> {
  const ending = endsIn(client, dayOf(now), NOTICE_DAYS)
    .map(({ finding }) => finding)
    .filter(({ code, args }) => code === 'REVIEW_ENDING' && isDay(String(args['until'])))
  return Map.groupBy(ending, ({ args }) => String(args['until']))
}
