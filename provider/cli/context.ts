import { dayOf, minuteOf, type Moment } from '../model/moment.ts'
import type { Output } from './output.ts'

/** What a command may know of the world around it; the clock and the environment are inputs. */
export type Context = {
  readonly root: string
  /** Another folder whose access/ counts instead of the root's: an edit that is only tried out. */
  readonly filesRoot?: string
  readonly env: NodeJS.ProcessEnv
  /** Leaves the engine's own policy pack out, which costs a second a run: for what is about something else. */
  readonly withoutPack?: true
  readonly output: Output
  readonly now: () => Date
}

/** What the files are judged by: an exception may end within a day. */
export function momentOf({ now }: Context): Moment {
  return minuteOf(now())
}

/** The day that is written into files and records: UTC, year-month-day. */
export function todayOf(context: Context): string {
  return dayOf(momentOf(context))
}
