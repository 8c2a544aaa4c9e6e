import { setTimeout as sleep } from 'node:timers/promises'
import { GraphError } from './graph-error.ts'
import { writeIn } from './reads.ts'
import type { GraphRequest, Transport } from './transport.ts'

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
  sleep: (ms) => sleep(ms),
}

/**
 * Repeats requests by graph-api 4.2, column "Retry". Meta has no idempotency key (graph-api 4.1), so a write without an
 * answer is not repeated here: the caller reads first. After a passing error, which may follow a write that was carried
 * out, only a repeatable one is. What Meta throttled it did not carry out.
 */
export function withRetry(transport: Transport, policy: RetryPolicy = DEFAULT_RETRY): Transport {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transport(request)
      } catch (error) {
        const wait = waitBefore(error, sendingOf(request), attempt, policy)
        if (wait === undefined) throw error
        await policy.sleep(wait)
      }
    }
  }
}

/**
 * What a second sending would do: a read nothing; a repeatable write nothing new; any other write perhaps a second
 * thing.
 */
export type Sending = 'read' | 'repeatable' | 'once'

function sendingOf(request: GraphRequest): Sending {
  if (writeIn(request) === undefined) return 'read'
  return request.repeatable === true ? 'repeatable' : 'once'
}

/** Milliseconds to wait after a failed attempt (the first is 1); undefined when there is no further attempt. */
export function waitBefore(
  error: unknown,
  sending: Sending,
  attempt: number,
  { attempts, firstWaitMs, longestWaitMs, random }: RetryPolicy,
): number | undefined {
  if (!(error instanceof GraphError) || error.facts.unsent === true || attempt >= attempts) return undefined
  const backoff = firstWaitMs * 2 ** (attempt - 1) * (1 - random() / 2)
  if (error.kind === 'transient') return sending === 'once' ? undefined : backoff
  if (error.kind === 'unreachable') return sending === 'read' ? backoff : undefined
  if (error.kind !== 'throttled') return undefined
  const asked = (error.facts.waitMinutes ?? 0) * 60_000
  return asked <= longestWaitMs ? Math.max(asked, backoff) : undefined
}
