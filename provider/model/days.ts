const DAY = 24 * 60 * 60 * 1000

/** The date `days` after `date`; both UTC, year-month-day. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}
