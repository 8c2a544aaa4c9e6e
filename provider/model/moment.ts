/**
 * A point in time as the files count it, always UTC: a day (2026-11-24), which is included as a whole, or the minute at
 * which something ends (2026-11-24T16:00Z). Both sort as text.
 */
export type Moment = string

/** The minute of a clock. */
export function minuteOf(now: Date): Moment {
  return `${now.toISOString().slice(0, 16)}Z`
}

/** The day of a moment, year-month-day. */
export function dayOf(moment: Moment): string {
  return moment.slice(0, 10)
}

/**
 * Whether what ends on `until` still stands at `now`. An end of a day stands until the day is over, an end of a minute
 * until that minute begins. Who knows only the day of `now` cannot see an end within it.
 */
export function isCurrent(until: Moment, now: Moment): boolean {
  return isDay(until) || isDay(now) ? dayOf(now) <= dayOf(until) : now < until
}

/** `now` as precise as `until` is, for a sentence that names both. */
export function asPreciseAs(until: Moment, now: Moment): Moment {
  return isDay(until) ? dayOf(now) : now
}

/** Whether it is a day as a whole, rather than a minute. */
export function isDay(moment: Moment): boolean {
  return moment.length === '2026-11-24'.length
}
