import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import type { Workplace } from './workplace.ts'

const MARK = 'METAGRANT_TEST_MARK'

export type MarkedProcess = {
  readonly pid: number
  readonly commandLine: string
  readonly environment: string
}

/** A command in a process of its own, with all processes that descend from it, wherever they hang now. */
export type MarkedCommand = {
  readonly child: ChildProcess
  /** What it has printed so far. */
  readonly output: { readonly out: string; readonly err: string }
  /** Its exit code. */
  readonly ended: Promise<number | null>
  /** Source: proc_pid_environ(5), proc_pid_cmdline(5). A process that ends meanwhile is left out. */
  readonly processes: () => MarkedProcess[]
}

/** A mark for an environment, and the processes that have it. */
export function marked(): readonly [Readonly<Record<string, string>>, () => MarkedProcess[]] {
  const mark = randomUUID()
  return [{ [MARK]: mark }, () => processesOf(`${MARK}=${mark}`)]
}

/** Starts a command, without the policy pack unless it is asked for. */
export function startMarked(place: Workplace, pack: 'pack' | 'no-pack', ...args: string[]): MarkedCommand {
  const [mark, processes] = marked()
  const script = join(REPOSITORY, 'test/support/command-alone.ts')
  const child = spawn(process.execPath, [script, place.root, pack, ...args], {
    cwd: place.root,
    env: { ...place.env, ...mark },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text))
  return {
    child,
    output,
    ended: new Promise((resolve) => child.on('close', resolve)),
    processes,
  }
}

function processesOf(mark: string): MarkedProcess[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
      if (!environment.includes(mark)) return []
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
      return [{ pid: Number(pid), commandLine, environment }]
    } catch {
      return []
    }
  })
}

/** Waits for something that happens in another process. */
export async function until(isSo: () => boolean, withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; !isSo() && Date.now() < end;) await sleep(5)
  expect(isSo()).toBe(true)
}

/** Ends what a failed test left. */
export function endProcesses(processes: () => readonly MarkedProcess[]): void {
  for (let left = processes(); left.length > 0; left = processes()) {
    for (const { pid } of left) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
  }
}

/** The process that ends the engines of a command when the command is gone; it has no mark. */
export function watchdogOf({ child }: MarkedCommand): MarkedProcess[] {
  return processesOf('').filter(
    ({ pid, commandLine }) => /watchdog-process/.test(commandLine) && parentOf(pid) === child.pid,
  )
}

/** Source: proc_pid_stat(5). */
function parentOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')[1])
}
