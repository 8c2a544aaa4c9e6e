import type { ServedMethod } from './protocol/node.ts'

export type RequestEntry = {
  /** ISO 8601. */
  readonly at: string
  readonly method: ServedMethod
  /** Without its query, which may hold a token. */
  readonly path: string
  /**
   * Method, node kind and edge without ids: "POST act/assigned_users"; "POST batch" for the outer request of a batch.
   */
  readonly edge: string
  /** The id in the path, or "me". */
  readonly node: string
  /** Kind of token and its Business, "system_user:9001"; "none" without a valid token. */
  readonly side: string
  /** HTTP status; 0 without an answer. */
  readonly status: number
  /** Graph error code. */
  readonly code?: number
  /** Whether it was part of a batch. */
  readonly batched: boolean
}

export const BATCH_EDGE = 'POST batch'

/** All requests to the emulator, in order. No entry holds a token. */
export class RequestLog {
  readonly #entries: RequestEntry[] = []

  add(entry: RequestEntry): void {
    this.#entries.push(entry)
  }

  get entries(): readonly RequestEntry[] {
    return this.#entries
  }

  /** Counts operations: each of a batch, but not its outer request. */
  counts(): { readonly requests: number; readonly reads: number; readonly writes: number } {
    const operations = this.#entries.filter(({ edge }) => edge !== BATCH_EDGE)
    const reads = operations.filter(({ method }) => method === 'GET').length
    return { requests: operations.length, reads, writes: operations.length - reads }
  }

  clear(): void {
    this.#entries.length = 0
  }
}
