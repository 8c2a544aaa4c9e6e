import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import type { RunContext } from './context.ts'

/** What Ctrl-C or SIGTERM ask of a run. */
export type StopRequest = {
  /** Aborted once somebody asks; its reason is the exit code that says so. */
  readonly signal: AbortSignal
  /** Does what must not end midway: as long as it lasts, the first signal only asks, and the next ends the process. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>
}

/** Does what writes at Meta, so that a signal stops it where everything is finished or not begun. */
export function untilStopped<T>({ stop }: RunContext, work: () => Promise<T>): Promise<T> {
  return stop === undefined ? work() : stop.during(work)
}

/** Whether somebody asked the run to stop: nothing more is begun. */
export function isStopped({ stop }: RunContext): boolean {
  return stop?.signal.aborted === true
}

/** The finding for a stack that a stopped run did not come to. */
export function notBegun(stack: string): Finding {
  return finding('RUN_STOPPED', { stack, where: 'nothing of it is begun' })
}
