/**
 * A point in time in the files, always UTC: a day (2026-11-24), all of it included, or the minute at which something
 * ends (2026-11-24T16:00Z). Both sort as text.
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
 * Whether something with the end `until` is still in force at `now`. The day of an end is included; a minute is not.
 * When `now` is only a day, an end within that day is not seen.
 */
export function isCurrent(until: Moment, now: Moment): boolean {
  return isDay(until) || isDay(now) ? dayOf(now) <= dayOf(until) : now < until
}

/** `now` with the precision of `until`, for a sentence that names both. */
export function asPreciseAs(until: Moment, now: Moment): Moment {
  return isDay(until) ? dayOf(now) : now
}

/** Whether it is a whole day and not a minute. */
export function isDay(moment: Moment): boolean {
  return moment.length === '2026-11-24'.length
}
