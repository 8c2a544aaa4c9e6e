import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { holderOf } from './holders.ts'
import { lockFilesOf, type LockFile } from './state-lock-files.ts'

/** Who holds the lock of a stack, as the engine's message says. */
export type Lock = {
  readonly holder: string
  readonly host: string
  readonly pid: number
  readonly since: string
}

/**
 * Reads the lock from the engine's refusal: "created by root@vm (pid 123) at 2026-11-24T10:00:00Z" on its own back ends
 * (seen on 3.259). Other back ends word it differently; the result is then undefined.
 */
export function lockIn(message: string): Lock | undefined {
  const match = /created by ([^\s@]+)@(\S+) \(pid (\d+)\)(?: at (\S+))?/.exec(message)
  if (match === null) return undefined
  const [, user = '', host = '', pid = '0', since = 'an unknown time'] = match
  return { holder: `${user}@${host} (pid ${pid})`, host, pid: Number(pid), since }
}

/** The same from the lock's own file. */
export function lockFrom({ username, hostname: host, pid, timestamp }: LockFile): Lock {
  return { holder: `${username}@${host} (pid ${pid})`, host, pid, since: timestamp }
}

/**
 * Removes the locks of a stack whose holders have certainly died, and returns them. It removes the very files that were
 * judged: a lock that another run takes meanwhile stays. Only on a file back end of this machine is anything certain.
 */
export async function clearDeadLocks(stack: string, backend: string): Promise<readonly Lock[]> {
  const cleared: Lock[] = []
  for (const lock of (await lockFilesOf(stack, backend)) ?? []) {
    if ((await holderOf(lock, backend)) !== 'dead') continue
    await rm(lock.path, { force: true })
    cleared.push(lockFrom(lock))
  }
  return cleared
}

/**
 * Whether the engine `pid`, which this process started, still holds the lock of a stack. Only the files of a file back
 * end show it; elsewhere a lock goes only when somebody removes it by hand (`metagrant unlock`).
 */
export async function holdsLock(stack: string, backend: string, pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return false
  const locks = await lockFilesOf(stack, backend)
  return locks === undefined || locks.some((one) => one.pid === pid && one.hostname === hostname())
}

/** The finding for a lock whose holder is not certainly dead. */
export function lockedBy(stack: string, lock: Lock): Finding {
  return finding('STATE_LOCKED', { stack, holder: lock.holder, since: lock.since })
}
