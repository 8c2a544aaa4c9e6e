import { tieToRun, type RunLine } from './lifeline.ts'
import { RUN_FOLDER } from './run-folder.ts'

let line: RunLine | undefined

/** Ties this process, which an engine started, to its run: it ends with the run, however the run ends. */
export function tieProcess(env: NodeJS.ProcessEnv): void {
  // SIGKILL of ourselves: nothing that waits in this process may go on.
  line ??= tieToRun(env[RUN_FOLDER], () => process.kill(process.pid, 'SIGKILL'))
}

/** Whether this process may write now. A command of ours that writes without an engine is nobody's provider. */
export async function mayWriteNow(): Promise<boolean> {
  return line === undefined || line.mayWrite()
}
