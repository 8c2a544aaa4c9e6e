import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../findings/child-environment.ts'

const PROGRAM = fileURLToPath(new URL('watchdog-process.ts', import.meta.url))

let dog: ChildProcess | undefined

/** An engine at work, by its mark and its process as soon as that is known, or else a folder, by its path. */
export type Watched = { readonly name: string; readonly engine?: { readonly pid?: number } }

/** What is to be ended or removed with this process. */
const watched = new Map<string, Watched>()

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
  tell({ name: mark, engine: {} })
  return {
    started: (pid) => tell({ name: mark, engine: { pid } }),
    ended: () => over(mark),
  }
}

/** The same for the folder of a run, which holds what Meta shows of the clients; gives what ends the watch. */
export function watchFolder(path: string): () => void {
  tell({ name: path })
  return () => over(path)
}

function isAtWork(one: ChildProcess | undefined): one is ChildProcess {
  return one?.exitCode === null && one.signalCode === null
}

function tell(one: Watched): void {
  watched.set(one.name, one)
  write(watchdog(), { watch: one })
}

function over(name: string): void {
  watched.delete(name)
  if (isAtWork(dog)) write(dog, { over: name })
}

function write({ stdin }: ChildProcess, told: { readonly watch: Watched } | { readonly over: string }): void {
  stdin?.write(`${JSON.stringify(told)}\n`)
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
    if (dog === started && watched.size > 0)
      for (const one of watched.values()) write(watchdog(), { watch: one })
  })
  return started
}
