import { GitHubError } from './github-error.ts'

export type GitHubRetry = {
  readonly attempts: number
  /** Milliseconds before the second attempt; doubled each time. */
  readonly firstWaitMs: number
  /** A throttled request waits at most this long, in milliseconds; beyond it the error is told. */
  readonly longestWaitMs: number
  readonly sleep: (ms: number) => Promise<unknown>
}

/** Methods that may be sent twice: the second time changes nothing. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])

/**
 * Repeats what may be repeated: a throttled request of any kind, for it was not executed, and a passing failure of a
 * request that is the same when sent twice. A POST whose answer never came is not: its sender looks first.
 */
export async function withRetry<T>(
  method: string,
  send: () => Promise<T>,
  { attempts, firstWaitMs, longestWaitMs, sleep }: GitHubRetry,
  waitOf: (error: GitHubError) => number | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof GitHubError) || attempt >= attempts) throw error
      const backoff = firstWaitMs * 2 ** (attempt - 1)
      const wait = error.kind === 'throttled' ? Math.max(waitOf(error) ?? backoff, backoff) : backoff
      const may = error.kind === 'throttled' || (error.kind === 'passing' && IDEMPOTENT.has(method))
      if (!may || wait > longestWaitMs) throw error
      await sleep(wait)
    }
  }
}
