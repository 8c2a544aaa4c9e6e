import type { Output } from './output.ts'

/** What a command may know of the world around it; the clock and the environment are inputs. */
export type Context = {
  readonly root: string
  /** Another folder whose access/ counts instead of the root's: an edit that is only tried out. */
  readonly filesRoot?: string
  readonly env: NodeJS.ProcessEnv
  readonly output: Output
  readonly now: () => Date
}

/** Today as the files count it: UTC, year-month-day. */
export function todayOf({ now }: Context): string {
  return now().toISOString().slice(0, 10)
}
