import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import type { Client, Model } from '../model.ts'
import { placeOf } from '../place.ts'

/** Whether access that ends on `until` (UTC, the day included) still stands on `today`. */
export function isCurrent(until: string, today: string): boolean {
  return today <= until
}

/** Whether a client's tombstone counts on `today` (UTC, year-month-day). */
export function hasEnded({ offboarded }: Pick<Client, 'offboarded'>, today: string): boolean {
  return offboarded !== undefined && offboarded.since <= today
}

/** An end that is past gives nothing any more; it is told so that the file does not promise it. */
export function datesAreAhead(model: Model, today: string): Finding[] {
  return model.clients
    .filter((client) => !hasEnded(client, today))
    .flatMap(({ exceptions, directShare }) => [
      ...exceptions,
      ...(directShare === undefined ? [] : [directShare]),
    ])
    .filter(({ until }) => !isCurrent(until, today))
    .map((one) => finding('UNTIL_PAST', { until: one.until, today }, placeOf(one, 'until')))
}
