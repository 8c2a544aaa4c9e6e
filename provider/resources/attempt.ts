import { GraphError } from '../graph/graph-error.ts'
import { outcomeOf } from '../graph/write-outcome.ts'
import type { Change } from '../plan/change.ts'
import { failureOf, type Failure } from './failure.ts'

/** A write that was sent. Its answer proves nothing: a look decides whether it is done. */
export type Sent = {
  readonly change: Change
  /** What Meta answered instead of an answer without an error. */
  readonly error: GraphError | undefined
  /** Whether it may show only later: it was accepted, or its answer is lost. */
  readonly mayBeLate: boolean
}

/**
 * Sends a write; gives a failure where it surely was not carried out. Throws what is neither Meta's nor a stopped
 * run's.
 */
export async function attempt(change: Change, write: () => Promise<unknown>): Promise<Sent | Failure> {
  try {
    await write()
    return { change, error: undefined, mayBeLate: true }
  } catch (error) {
    const isSent = error instanceof GraphError && error.facts.unsent !== true
    const outcome = isSent ? outcomeOf(error.kind) : 'not made'
    if (outcome === 'not made' || !(error instanceof GraphError)) return failureOf(error, change)
    return { change, error, mayBeLate: outcome === 'lost' }
  }
}
