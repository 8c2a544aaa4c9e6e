import { dayOf, type Moment } from './moment.ts'

/** In milliseconds. */
export const HOUR = 60 * 60 * 1000
export const DAY = 24 * HOUR

/** The day (UTC, year-month-day) `days` after that of `moment`. */
export function daysAfter(moment: Moment, days: number): string {
  return new Date(Date.parse(`${dayOf(moment)}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}
