/** Exit codes of every command: a contract for scripts. */
export const EXIT = {
  /** Nothing to do, or everything done. What is pending is no failure. */
  ok: 0,
  error: 1,
  /** Changes, drift or open items exist. */
  changes: 2,
  /** Policy or guard refused. */
  refused: 3,
  /** Something could not be read, so nobody knows whether it is in order; all that was read is reported or done. */
  unread: 4,
  /** Ctrl-C or SIGTERM ended the command before all was done: 128 and the number of the signal, as shells have it. */
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
