import type { ErrorKind } from './error-kinds.ts'

export type GraphErrorFacts = {
  readonly kind: ErrorKind
  readonly code: number
  readonly subcode: number | undefined
  readonly status: number
  readonly method: string
  /** The path only: never a query, which may hold a token. */
  readonly path: string
  readonly message: string
  readonly traceId?: string
  /** How long Meta says to wait; only with `throttled`, and only when its header tells. */
  readonly waitMinutes?: number
}

/** The one error that the Graph client throws. It is built from texts without token, and holds no request. */
export class GraphError extends Error {
  readonly facts: GraphErrorFacts

  constructor(facts: GraphErrorFacts) {
    super(`${facts.method} ${facts.path}: ${facts.message} (code ${facts.code}/${facts.subcode ?? 0})`)
    this.name = 'GraphError'
    this.facts = facts
  }

  get kind(): ErrorKind {
    return this.facts.kind
  }
}
