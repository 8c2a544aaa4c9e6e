import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** What a provider sends before a write, and the answers; one byte each, in order. */
export const MAY_WRITE = '?'
export const YES = 'y'
export const NO = 'n'

/** The socket of a run, in its folder. Source: FACT, a path may have about 100 bytes; temporary folders are shorter. */
export function socketIn(folder: string): string {
  return join(folder, 'run')
}

/** How often a process without a line looks whether the program that started it is still there. */
const LOOK_MS = 500

export type RunLine = { readonly mayWrite: () => Promise<boolean> }

/**
 * Ties this process to the run whose engine started it: `end` is called when that run is gone. The line to the run shows
 * it at once, even after SIGKILL; without one (the official CLI) other parent processes show it.
 */
export function tieToRun(folder: string | undefined, end: () => void): RunLine {
  const started = startedBy()
  setInterval(() => {
    if (startedBy() !== started) end()
  }, LOOK_MS).unref()
  if (folder === undefined || folder === '') return { mayWrite: async () => startedBy() === started }

  const waiting: ((allowed: boolean) => void)[] = []
  const line: Socket = connect(socketIn(folder))
  line.unref()
  line.setEncoding('utf8').on('data', (text: string) => {
    for (const answer of text) waiting.shift()?.(answer === YES)
  })
  line.on('error', () => undefined)
  line.on('close', () => {
    for (const tell of waiting.splice(0)) tell(false)
    end()
  })
  const mayWrite = (): Promise<boolean> =>
    new Promise((resolve) => {
      if (line.destroyed) {
        resolve(false)
        return
      }
      waiting.push(resolve)
      line.write(MAY_WRITE)
    })
  return { mayWrite }
}

/** The processes above this one: the engine's launcher and, where the system shows it, the engine. */
function startedBy(): string {
  try {
    // The second field after the name, which may hold anything. Source: proc_pid_stat(5).
    const above = readFileSync(`/proc/${process.ppid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')[1]
    return `${process.ppid} ${above}`
  } catch {
    return String(process.ppid)
  }
}
