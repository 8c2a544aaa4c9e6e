import type { Failure } from './failure.ts'

/** What came of a write: the state to keep, and what failed on the way. */
export type HandlerOutcome<State> = { readonly state: State; readonly failures: readonly Failure[] }

/** What one kind of resource does, free of the engine's calling conventions (`handlers.ts` has those). */
export type Handler<Inputs, State extends Inputs> = {
  readonly idOf: (inputs: Inputs) => string
  /** Whether the next update would change anything at Meta. */
  readonly differs: (olds: State, news: Inputs) => Promise<boolean>
  readonly read: (state: State) => Promise<State>
  readonly inputsSeen: (state: State) => Inputs
  readonly apply: (inputs: Inputs, olds: State | undefined) => Promise<HandlerOutcome<State>>
  readonly remove: (state: State) => Promise<HandlerOutcome<State>>
}
