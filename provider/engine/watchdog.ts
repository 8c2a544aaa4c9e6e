import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('watchdog-process.ts', import.meta.url))

let dog: ChildProcess | undefined

/**
 * Makes sure that an engine ends with this process, even after SIGKILL: a second process reads a pipe of ours, and the
 * system closes that pipe when we are gone. It gets no token. The result takes the engine's process id and gives what to
 * call when the engine has ended.
 */
export function watchEngine(): (pid: number | undefined) => () => void {
  const pipe = watchdog().stdin
  const tell = (text: string): void => void pipe?.write(`${text}\n`)
  return (pid) => {
    if (pid !== undefined) tell(`+${pid}`)
    return () => (pid === undefined ? undefined : tell(`-${pid}`))
  }
}

function watchdog(): ChildProcess {
  if (dog?.exitCode === null && dog.signalCode === null) return dog
  const { PATH } = process.env
  dog = spawn(process.execPath, [PROGRAM], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: PATH === undefined ? {} : { PATH },
  })
  // It neither keeps us alive nor fails us.
  dog.unref()
  dog.on('error', () => undefined)
  const { stdin } = dog
  stdin?.on('error', () => undefined)
  if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  return dog
}
