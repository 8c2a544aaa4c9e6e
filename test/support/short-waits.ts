import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'

/** How much shorter the waits are. */
const SHORTER = 10

/**
 * Makes the waits of this process a tenth as long, for the tests of one file: between two looks at Meta, and before a
 * request that is sent again. What is waited for, and how often, stays. Source: Node docs, `syncBuiltinESMExports`.
 */
export function useShortWaits(): void {
  const real = timers.setTimeout
  beforeAll(() => {
    put(
      Object.assign((ms?: number, ...rest: [unknown?, object?]) => real((ms ?? 0) / SHORTER, ...rest), real),
    )
  })
  afterAll(() => put(real))
}

function put(wait: typeof timers.setTimeout): void {
  timers.setTimeout = wait
  syncBuiltinESMExports()
}
