import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BreakerRequest, Outcome, Pass } from '../graph/breaker.ts'
import { ENGINE_MARK, RUN_FOLDER } from './run-variables.ts'

/** What a process of a run asks the command; each answer is JSON, or undefined when the run is over. */
export type Question =
  | { readonly ask: 'may-write' }
  | { readonly ask: 'environment' }
  | { readonly ask: 'enter'; readonly token: string; readonly asked: BreakerRequest }
  | { readonly ask: 'leave'; readonly token: string; readonly pass: Pass; readonly outcome: Outcome }

/** Lines of the protocol; answers come in any order. */
export type LineQuestion = { readonly id: number; readonly question: Question }
export type LineAnswer = { readonly id: number; readonly answer: unknown }

/** Takes each line of a socket. Its errors need no answer: each is followed by its close. */
export function onLines(socket: Socket, take: (text: string) => void): void {
  socket.on('error', () => undefined)
  createInterface({ input: socket })
    .on('line', take)
    // It repeats those of the socket.
    .on('error', () => undefined)
}

/** The socket of a run, in its folder. Source: FACT, a path may have about 100 bytes; temporary folders are shorter. */
export function socketIn(folder: string): string {
  return join(folder, 'run')
}

/** How often a process looks whether those that started it are still there. */
const LOOK_MS = 500

export type RunLine = {
  readonly ask: (question: Question) => Promise<unknown>
  /** Whether the engine that started this process is still there. */
  readonly isStarted: () => boolean
  /** Whether there is a command to ask: the official CLI is none. */
  readonly inRun: boolean
}

/**
 * Ties this process to the run whose engine started it: `end` is called when that run is gone. The line to the run
 * shows it at once, even after SIGKILL of the command; the end of the engine shows in what stands above this process. A
 * process that begins after either has ended, ends at once.
 */
export function tieToRun(env: NodeJS.ProcessEnv, end: () => void): RunLine {
  const folder = env[RUN_FOLDER]
  const isStarted = starterOf(env[ENGINE_MARK])
  if (!isStarted()) end()
  setInterval(() => {
    if (!isStarted()) end()
  }, LOOK_MS).unref()
  if (folder === undefined || folder === '') return { ask: async () => undefined, isStarted, inRun: false }

  const waiting = new Map<number, (answer: unknown) => void>()
  let last = 0
  const line: Socket = connect(socketIn(folder))
  line.unref()
  onLines(line, (text) => {
    const { id, answer } = JSON.parse(text) as LineAnswer
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  line.on('close', () => {
    for (const tell of waiting.values()) tell(undefined)
    waiting.clear()
    end()
  })
  const ask = (question: Question): Promise<unknown> =>
    new Promise((resolve) => {
      if (line.destroyed) {
        resolve(undefined)
        return
      }
      last += 1
      waiting.set(last, resolve)
      line.write(`${JSON.stringify({ id: last, question } satisfies LineQuestion)}\n`)
    })
  return { ask, isStarted, inRun: true }
}

/**
 * Whether the engine that started this process is still there. An engine of a command of ours leads the session of its
 * plugins, and no other process gets the id of a session that has members. Without our mark (the official CLI) other
 * parents show that it has ended. Source: proc_pid_stat(5), setsid(2).
 */
function starterOf(mark: string | undefined): () => boolean {
  const session = mark === undefined ? undefined : statOf('self')?.[6 - 3]
  if (session !== undefined) return () => !'ZX'.includes(statOf(session)?.[0] ?? 'X')
  const above = (): string => `${process.ppid} ${statOf(String(process.ppid))?.[4 - 3] ?? ''}`
  const started = above()
  return () => above() === started
}

/** The fields of a process from the third on, after its name, which may hold anything; undefined without /proc. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')
  } catch {
    return undefined
  }
}
