import type { Address } from '../findings/finding.ts'
import type { Client, Principal } from '../model/model.ts'
import { dayOf, isCurrent, type Moment } from '../model/moment.ts'
import { placeOf } from '../model/place.ts'

/** Days before an end at which it is announced: the brief of the issue, "a notice seven days before". */
export const NOTICE_DAYS = 7

const DAY = 24 * 60 * 60 * 1000

/** One thing that ends soon. */
export type Notice = {
  /** Year-month-day, the day included. */
  readonly until: string
  readonly what: string
  readonly principal: Principal | undefined
  readonly ticket: string | undefined
  readonly at: Address
}

/** What of a client ends within the notice, soonest first. An end within a day is an emergency's and has its own pull request. */
export function noticesOf(client: Client, now: Moment): Notice[] {
  const last = dayOf(new Date(Date.parse(`${dayOf(now)}T00:00:00Z`) + NOTICE_DAYS * DAY).toISOString())
  const share = client.directShare
  const exceptions = client.exceptions.map((one): Notice => {
    const what = `${one.level} on ${one.asset}`
    return { until: one.until, what, principal: one.principal, ticket: one.ticket, at: placeOf(one, 'until') }
  })
  const shares = share === undefined ? [] : [share]
  return [
    ...exceptions,
    ...shares.map((one): Notice => {
      const what = 'the direct share of its assets'
      return { until: one.until, what, principal: undefined, ticket: undefined, at: placeOf(one, 'until') }
    }),
  ]
    .filter(({ until }) => until === dayOf(until) && isCurrent(until, now) && until <= last)
    .sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until)))
}
