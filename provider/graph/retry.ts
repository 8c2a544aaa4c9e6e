import { setTimeout as sleep } from 'node:timers/promises'
import { GraphError } from './graph-error.ts'
import { writeIn } from './reads.ts'
import type { Transport } from './transport.ts'

export type RetryPolicy = {
  readonly attempts: number
  /** Milliseconds before the second attempt; doubled each time, minus a random share of up to a half. */
  readonly firstWaitMs: number
  /** The longest wait of a throttled request, in milliseconds; beyond it the command ends and reports when to retry. */
  readonly longestWaitMs: number
  readonly random: () => number
  readonly sleep: (ms: number) => Promise<unknown>
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 4,
  firstWaitMs: 400,
  longestWaitMs: 60_000,
  random: Math.random,
  sleep,
}

/**
 * Repeats requests by graph-api 4.2, column "Retry". Meta has no idempotency key (graph-api 4.1), so a write without an
 * answer is not repeated here: the caller reads first. A write that Meta answered with a passing error may be repeated.
 */
export function withRetry(transport: Transport, policy: RetryPolicy = DEFAULT_RETRY): Transport {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transport(request)
      } catch (error) {
        const wait = waitBefore(error, writeIn(request) === undefined, attempt, policy)
        if (wait === undefined) throw error
        await policy.sleep(wait)
      }
    }
  }
}

/** Milliseconds to wait after a failed attempt (the first is 1); undefined when there is no further attempt. */
export function waitBefore(
  error: unknown,
  isRead: boolean,
  attempt: number,
  { attempts, firstWaitMs, longestWaitMs, random }: RetryPolicy,
): number | undefined {
  if (!(error instanceof GraphError) || error.facts.unsent === true || attempt >= attempts) return undefined
  const backoff = firstWaitMs * 2 ** (attempt - 1) * (1 - random() / 2)
  if (error.kind === 'transient') return backoff
  if (error.kind === 'unreachable') return isRead ? backoff : undefined
  if (error.kind !== 'throttled') return undefined
  const asked = (error.facts.waitMinutes ?? 0) * 60_000
  return asked <= longestWaitMs ? Math.max(asked, backoff) : undefined
}
