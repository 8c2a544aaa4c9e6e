import { GitHubError } from './github-error.ts'

export type GitHubRetry = {
  readonly attempts: number
  /** Milliseconds before the second attempt; doubled each time. */
  readonly firstWaitMs: number
  /** Longest wait in milliseconds; a request that must wait longer fails. */
  readonly longestWaitMs: number
  readonly sleep: (ms: number) => Promise<unknown>
}

/** Methods that are safe to send twice. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])

/**
 * Retries what is safe to retry: any throttled request, because it was not executed, and a passing failure of an
 * idempotent one. A POST without an answer is not retried: its caller checks first.
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
