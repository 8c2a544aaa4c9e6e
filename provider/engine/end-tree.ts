import { setTimeout as sleep } from 'node:timers/promises'
import { familyOf, type MarkedEngine, type Relative } from './engine-family.ts'

/** How long an engine may take to save its state and release its lock after SIGINT. */
const GRACE_MS = 3000
const LOOK_MS = 50

/** How long nothing may be seen before nothing is left: an engine whose starter died may be about to begin. */
const QUIET_MS = 1000

/** Looks that see nothing, one after the other, before nothing is left: a look passes over the processes one by one. */
const LOOKS = 2

/**
 * Ends an engine with its plugins. SIGINT first: an engine that can still work then saves what it knows and releases its
 * lock.
 */
export async function endTree(engine: MarkedEngine): Promise<void> {
  const asked = new Set<number>()
  const end = Date.now() + GRACE_MS
  for (let quietSince = Date.now(); Date.now() < end;) {
    const family = await familyOf(engine)
    for (const { pid } of family.filter(({ leads }) => leads)) {
      if (!asked.has(pid)) signal(-pid, 'SIGINT')
      asked.add(pid)
    }
    if (family.length > 0) quietSince = Date.now()
    if (Date.now() - quietSince >= QUIET_MS) break
    await sleep(LOOK_MS)
  }
  await endRest(engine)
}

/** How long a killed process may stay: the system itself may hold it while it waits for a disk. */
const LONGEST_MS = 5000

/** Kills what is left of an engine, also what its processes start meanwhile. */
export async function endRest(engine: MarkedEngine): Promise<void> {
  const end = Date.now() + LONGEST_MS
  for (let nothing = 0; nothing < LOOKS && Date.now() < end;) {
    const family: readonly Relative[] = await familyOf(engine)
    for (const { pid } of family) signal(pid, 'SIGKILL')
    nothing = family.length === 0 ? nothing + 1 : 0
    if (family.length > 0) await sleep(LOOK_MS)
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
