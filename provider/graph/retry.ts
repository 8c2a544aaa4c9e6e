import { setTimeout as sleep } from 'node:timers/promises'
import { GraphError } from './graph-error.ts'
import { writeIn } from './reads.ts'
import type { Transport } from './transport.ts'

export type RetryPolicy = {
  readonly attempts: number
  /** Milliseconds before the second attempt; doubled each time, with a random share of up to a half taken off. */
  readonly firstWaitMs: number
  /** A throttled request waits at most this long, in milliseconds; beyond it the command ends and says when to come back. */
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
 * Repeats what may be repeated (graph-api 4.2, column "Retry"). Meta has no idempotency key (graph-api 4.1), so a write whose
 * answer never came is not sent again here: the caller reads first. A write that Meta answered with a passing error may be.
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

/** Milliseconds to wait after an attempt that failed (the first is 1), or undefined when there must be no other. */
export function waitBefore(
  error: unknown,
  isRead: boolean,
  attempt: number,
  { attempts, firstWaitMs, longestWaitMs, random }: RetryPolicy,
): number | undefined {
  if (!(error instanceof GraphError) || attempt >= attempts) return undefined
  const backoff = firstWaitMs * 2 ** (attempt - 1) * (1 - random() / 2)
  if (error.kind === 'transient') return backoff
  if (error.kind === 'unreachable') return isRead ? backoff : undefined
  if (error.kind !== 'throttled') return undefined
  const asked = (error.facts.waitMinutes ?? 0) * 60_000
  return asked <= longestWaitMs ? Math.max(asked, backoff) : undefined
}
