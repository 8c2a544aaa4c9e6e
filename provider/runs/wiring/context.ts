import { dayOf, minuteOf, type Moment } from '../../model/moment.ts'

/** What a use case may know of the world around it; the clock and the environment are inputs. */
export type RunContext = {
  readonly root: string
  /** Another folder whose access/ counts instead of the root's: an edit that is only tried out. */
  readonly filesRoot?: string
  readonly env: NodeJS.ProcessEnv
  /** Leaves the engine's own policy pack out, which costs a second a run: for what is about something else. */
  readonly withoutPack?: true
  readonly now: () => Date
  /** Says what is going on, for whoever waits. */
  readonly progress: (text: string) => void
}

/** What the files are judged by: an exception may end within a day. */
export function momentOf({ now }: Pick<RunContext, 'now'>): Moment {
  return minuteOf(now())
}

/** The day that is written into files and records: UTC, year-month-day. */
export function todayOf(context: Pick<RunContext, 'now'>): string {
  return dayOf(momentOf(context))
}
