import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'

/** What a command needs, and where its exit code goes. */
type UsageSetting = {
  readonly context: Context
  readonly finish: (code: ExitCode) => void
  /** Runs a whole command line, as the demo does for each step. */
  readonly main: (args: readonly string[], context?: Context) => Promise<ExitCode>
}

/**
 * Adds a command to the program: name, arguments, options and action. The action loads its code when it runs, so
 * `check` does not wait for the engine's SDK.
 */
export type Usage = (program: Command, given: UsageSetting) => void
