import { dayOf, minuteOf, type Moment } from '../../model/moment.ts'
import type { StopRequest } from './stop.ts'

/** Everything a use case gets from outside; clock and environment are inputs. */
export type RunContext = {
  readonly root: string
  /** A folder whose access/ replaces the root's, to try out an edit. */
  readonly filesRoot?: string
  readonly env: NodeJS.ProcessEnv
  /** Leaves out the engine's policy pack, which costs a second a run, in tests of something else. */
  readonly withoutPack?: true
  readonly now: () => Date
  /** How somebody stops the run at a safe boundary; without it a signal ends the process at once. */
  readonly stop?: StopRequest
  /** Shows progress while a person waits. */
  readonly progress: (text: string) => void
}

/** The moment by which files are judged, to the minute: an exception may end within a day. */
export function momentOf({ now }: Pick<RunContext, 'now'>): Moment {
  return minuteOf(now())
}

/** Today as files and records hold it: UTC, year-month-day. */
export function todayOf(context: Pick<RunContext, 'now'>): string {
  return dayOf(momentOf(context))
}
