import type { Breaker, Entered } from '../graph/breaker-queue.ts'
import type { Stop } from '../graph/breaker.ts'
import { breakersOfRun } from '../graph/breakers.ts'
import { tieToRun, type RunLine } from './lifeline.ts'

let line: RunLine | undefined

/** Ties this process, which an engine started, to its run: it ends with the run, however the run ends. */
export function tieProcess(env: NodeJS.ProcessEnv): void {
  // SIGKILL of ourselves: nothing that waits in this process may go on.
  line ??= tieToRun(env, () => process.kill(process.pid, 'SIGKILL'))
}

/** Whether this process may write now. A command of ours that writes without an engine is nobody's provider. */
export async function mayWriteNow(): Promise<boolean> {
  if (line === undefined) return true
  return line.inRun ? (await line.ask({ ask: 'may-write' })) === true : line.isStarted()
}

let given: Promise<NodeJS.ProcessEnv> | undefined

/**
 * The environment with the tokens: the command's, asked for once, so that they stand in the environment of no process
 * that an engine starts. Under the official CLI it is that of this process.
 */
export function environmentOfRun(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const run = line
  if (run?.inRun !== true) return Promise.resolve(env)
  given ??= run.ask({ ask: 'environment' }).then((answer) => answer as NodeJS.ProcessEnv)
  return given
}

/** The circuit breaker of a token: the command holds those of its run, for all of its processes. */
export function breakerOf(token: string): Breaker {
  const run = line
  if (run?.inRun !== true) return breakersOfRun()(token)
  return {
    enter: async (asked) =>
      ((await run.ask({ ask: 'enter', token, asked })) ?? { stop: RUN_ENDED }) as Entered,
    leave: (pass, outcome) => void run.ask({ ask: 'leave', token, pass, outcome }),
  }
}

const RUN_ENDED: Stop = { kind: 'unreachable', code: 0, subcode: undefined, message: 'the run is over' }
