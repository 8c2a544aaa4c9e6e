import type { Failure } from './failure.ts'

/** The result of a write: the state to keep, and what failed. */
export type HandlerOutcome<State> = { readonly state: State; readonly failures: readonly Failure[] }

/** The operations of one kind of resource, without the engine's calling conventions (`handlers.ts` has those). */
export type Handler<Inputs, State extends Inputs> = {
  readonly idOf: (inputs: Inputs) => string
  /** Whether the next update would change anything. */
  readonly differs: (olds: State, news: Inputs) => Promise<boolean>
  readonly read: (state: State) => Promise<State>
  readonly inputsSeen: (state: State) => Inputs
  readonly apply: (inputs: Inputs, olds: State | undefined) => Promise<HandlerOutcome<State>>
  readonly remove: (state: State) => Promise<HandlerOutcome<State>>
}
