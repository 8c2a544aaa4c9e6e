import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long an engine may take to save its state and release its lock after SIGINT. */
const GRACE_MS = 3000
const LOOK_MS = 100

/**
 * Ends the engine that leads the process group `pid`, with its plugins, which lead groups of their own (seen on 3.259).
 * SIGINT first: an engine that can still work then saves what it knows and releases its lock.
 */
export async function endTree(pid: number): Promise<void> {
  const family = await familyOf(pid)
  signal(-pid, 'SIGINT')
  for (let waited = 0; waited < GRACE_MS && family.some(isThere); waited += LOOK_MS) await sleep(LOOK_MS)
  const late = await familyOf(pid)
  for (const one of new Set([...late, ...family])) signal(one, 'SIGKILL')
}

/** A process and all below it. Source: `ps -A -o pid=,ppid=` (POSIX). */
async function familyOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']).catch(() => ({ stdout: '' }))
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    rows.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []))
  return [pid, ...below(pid)]
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Sends a signal to a process, or to a group by its negative id; one that has ended by itself is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}
