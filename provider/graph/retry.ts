import { setTimeout as sleep } from 'node:timers/promises'
import { GraphError } from './graph-error.ts'
import type { GraphRequest, Transport } from './transport.ts'

export type RetryPolicy = {
  readonly attempts: number
  /** Milliseconds before the second attempt; doubled each time, with a random share taken off. */
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
 * Repeats what may be repeated. Meta has no idempotency key (graph-api 4.1), so a write whose answer never came is not
 * sent again here: the caller reads first. A write that was answered with a passing error changed nothing and may be.
 */
export function withRetry(transport: Transport, policy: RetryPolicy = DEFAULT_RETRY): Transport {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transport(request)
      } catch (error) {
        const wait = attempt < policy.attempts ? waitBefore(error, request, attempt, policy) : undefined
        if (wait === undefined) throw error
        await policy.sleep(wait)
      }
    }
  }
}

/** Milliseconds to wait before the next attempt, or undefined when there must be none. */
function waitBefore(
  error: unknown,
  request: GraphRequest,
  attempt: number,
  policy: RetryPolicy,
): number | undefined {
  if (!(error instanceof GraphError)) return undefined
  const backoff = policy.firstWaitMs * 2 ** (attempt - 1) * (1 - policy.random() / 2)
  if (error.kind === 'transient') return backoff
  if (error.kind === 'unreachable') return request.method === 'GET' ? backoff : undefined
  if (error.kind !== 'throttled') return undefined
  const asked = (error.facts.waitMinutes ?? 0) * 60_000
  return asked <= policy.longestWaitMs ? Math.max(asked, backoff) : undefined
}
