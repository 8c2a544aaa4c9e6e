import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import type { Client, Model } from '../model.ts'
import { asPreciseAs, dayOf, isCurrent, type Moment } from '../moment.ts'
import { placeOf } from '../place.ts'

/** Whether a client's tombstone is in force at `today`. */
export function hasEnded({ offboarded }: Pick<Client, 'offboarded'>, today: Moment): boolean {
  return offboarded !== undefined && offboarded.since <= dayOf(today)
}

/** A past end gives no access any more. The rule reports it because the line still reads as a promise. */
export function datesAreAhead(model: Model, today: Moment): Finding[] {
  return model.clients
    .filter((client) => !hasEnded(client, today))
    .flatMap(({ exceptions, directShare }) => [
      ...exceptions,
      ...(directShare === undefined ? [] : [directShare]),
    ])
    .filter(({ until }) => !isCurrent(until, today))
    .map((one) => {
      const args = { until: one.until, today: asPreciseAs(one.until, today) }
      return finding('UNTIL_PAST', args, placeOf(one, 'until'))
    })
}
