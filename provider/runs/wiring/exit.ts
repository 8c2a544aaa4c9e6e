/** The exit codes of every command: a contract that scripts rely on. */
export const EXIT = {
  /** Nothing to do, or all done well. What waits for a person is no failure. */
  ok: 0,
  error: 1,
  /** There are changes, drift or open items. */
  changes: 2,
  /** Policy or guard said no. */
  refused: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
