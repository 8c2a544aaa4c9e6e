import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { engineFailure } from '../engine/run.ts'
import { locksOf, type HeldLock } from '../engine/unlock.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'

export type { HeldLock } from '../engine/unlock.ts'

export type UnlockRun = {
  /** The locks that were there, removed or not. */
  readonly locks: readonly HeldLock[]
  readonly removed: readonly HeldLock[]
  readonly findings: readonly Finding[]
}

/**
 * Removes the lock of a stack when a person agrees who has seen its holder. Refuses while the holder is alive, and
 * removes nothing when another run has taken the lock meanwhile.
 */
export async function unlockRun(
  context: RunContext,
  stack: string,
  agree: (locks: readonly HeldLock[]) => Promise<boolean>,
): Promise<UnlockRun> {
  const engine = await withEngine(context)
  if ('code' in engine) return nothing([], [engine])
  try {
    const locks = await locksOf(stack, engine)
    if (locks.length === 0) return nothing(locks, [])
    const alive = locks.filter(({ state }) => state === 'alive')
    if (alive.length > 0)
      return nothing(
        locks,
        alive.map(({ holder, since }) => finding('UNLOCK_HOLDER_ALIVE', { stack, holder, since })),
      )
    if (!(await agree(locks))) return nothing(locks, [finding('UNLOCK_NOT_CONFIRMED', { stack })])
    const now = new Set((await locksOf(stack, engine)).map(keyOf))
    const changed = locks.length !== now.size || !locks.every((lock) => now.has(keyOf(lock)))
    if (changed) return nothing(locks, [finding('UNLOCK_CHANGED', { stack })])
    for (const lock of locks) await lock.remove()
    return { locks, removed: locks, findings: [] }
  } catch (error) {
    return nothing([], [engineFailure(stack, error)])
  }
}

function keyOf({ holder, since }: HeldLock): string {
  return `${holder} ${since}`
}

function nothing(locks: readonly HeldLock[], findings: readonly Finding[]): UnlockRun {
  return { locks, removed: [], findings }
}
