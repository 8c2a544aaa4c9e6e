import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'

/** What a command works with, and where its exit code goes. */
type UsageSetting = {
  readonly context: Context
  readonly finish: (code: ExitCode) => void
  /** Runs a whole command line, as the demo does with one after another. */
  readonly main: (args: readonly string[], context?: Context) => Promise<ExitCode>
}

/**
 * Adds a command to the program: its name, arguments and options, and what it calls. What it calls is loaded only then:
 * `check` answers at once because it never waits for the engine's SDK.
 */
export type Usage = (program: Command, given: UsageSetting) => void
