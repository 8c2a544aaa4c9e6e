import type { ErrorKind } from './error-kinds.ts'

export type GraphErrorFacts = {
  readonly kind: ErrorKind
  readonly code: number
  readonly subcode: number | undefined
  readonly status: number
  readonly method: string
  /** Only the path: a query may hold a token. */
  readonly path: string
  readonly message: string
  readonly traceId?: string
  /** The wait that Meta's header asks for; only with `throttled`. */
  readonly waitMinutes?: number
  /** The request was not sent, after such an answer to another one of the run (`breaker.ts`). */
  readonly unsent?: true
}

/** The only error that the Graph client throws. Its texts hold no token, and it holds no request. */
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
