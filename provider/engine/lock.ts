import { hostname } from 'node:os'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { lockFilesOf } from './state-lock-files.ts'

/** Who holds the lock of a stack, as the engine's message says. */
export type Lock = {
  readonly holder: string
  readonly host: string
  readonly pid: number
  readonly since: string
}

/**
 * Reads the lock from the engine's refusal: "created by root@vm (pid 123) at 2026-11-24T10:00:00Z" on the file back
 * ends (seen on 3.259). Other back ends word it differently; the result is then undefined.
 */
export function lockIn(message: string): Lock | undefined {
  const match = /created by ([^\s@]+)@(\S+) \(pid (\d+)\)(?: at (\S+))?/.exec(message)
  if (match === null) return undefined
  const [, user = '', host = '', pid = '0', since = 'an unknown time'] = match
  return { holder: `${user}@${host} (pid ${pid})`, host, pid: Number(pid), since }
}

/** Whether the holder was a process of this machine that no longer runs: only then may its lock be cleared. */
export function isDead(lock: Lock): boolean {
  if (lock.host !== hostname()) return false
  try {
    process.kill(lock.pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/**
 * Whether the engine `pid`, which this process started, still holds the lock of a stack. Only the files of a file back end
 * show it; elsewhere a lock goes only when somebody removes it by hand (`metagrant unlock`).
 */
export async function holdsLock(stack: string, backend: string, pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return false
  const locks = await lockFilesOf(stack, backend)
  return locks === undefined || locks.some((one) => one.pid === pid && one.hostname === hostname())
}

/** The finding for a lock whose holder lives, or is on another machine. */
export function lockedBy(stack: string, lock: Lock): Finding {
  return finding('STATE_LOCKED', { stack, holder: lock.holder, since: lock.since })
}
