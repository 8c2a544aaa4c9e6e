import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../findings/child-environment.ts'

const PROGRAM = fileURLToPath(new URL('watchdog-process.ts', import.meta.url))

let dog: ChildProcess | undefined

/** The engines at work, by their marks, with what the watchdog was told. */
const told = new Map<string, string>()

export type Watch = {
  /** Tells the process of the engine, which only a system without /proc needs. */
  readonly started: (pid: number) => void
  readonly ended: () => void
}

/**
 * Makes sure that an engine ends with this process, even after SIGKILL: a second process reads a pipe of ours, and the
 * system closes that pipe when we are gone. It gets no token. It knows the engine by its mark before the engine starts,
 * so there is no moment in which nobody would end it.
 */
export function watchEngine(mark: string): Watch {
  tell(mark, `+${mark}`)
  return {
    started: (pid) => tell(mark, `+${mark} ${pid}`),
    ended: () => {
      told.delete(mark)
      if (isAtWork(dog)) write(dog, `-${mark}`)
    },
  }
}

function isAtWork(one: ChildProcess | undefined): one is ChildProcess {
  return one?.exitCode === null && one.signalCode === null
}

function tell(mark: string, text: string): void {
  told.set(mark, text)
  write(watchdog(), text)
}

function write({ stdin }: ChildProcess, text: string): void {
  stdin?.write(`${text}\n`)
}

function watchdog(): ChildProcess {
  if (isAtWork(dog)) return dog
  const started = spawn(process.execPath, [PROGRAM], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: childEnvironment(process.env),
  })
  dog = started
  // It neither keeps us alive nor fails us.
  started.unref()
  started.on('error', () => undefined)
  const { stdin } = started
  stdin?.on('error', () => undefined)
  if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  // Somebody may kill it while an engine works.
  started.on('exit', () => {
    if (dog === started && told.size > 0) for (const text of told.values()) write(watchdog(), text)
  })
  return started
}
