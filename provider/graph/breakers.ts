import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { breakerQueue, type Breaker } from './breaker-queue.ts'

/** The circuit breakers of a run, one for each token. */
export type Breakers = (tokenKey: string) => Breaker

const current = new AsyncLocalStorage<Breakers>()
const ofProcess = makeBreakers()

/** The breakers of the run that this code belongs to. */
export function breakersOfRun(): Breakers {
  return current.getStore() ?? ofProcess
}

/** Runs a command with breakers of its own: what Meta said in an earlier run of this process does not stop it. */
export function withOwnBreakers<T>(run: () => Promise<T>): Promise<T> {
  return current.run(makeBreakers(), run)
}

/** Names a token to other processes of the run without holding it. */
export function tokenKey(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function makeBreakers(): Breakers {
  const made = new Map<string, Breaker>()
  return (key) => {
    const breaker = made.get(key) ?? breakerQueue()
    made.set(key, breaker)
    return breaker
  }
}
