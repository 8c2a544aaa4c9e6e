import type { GraphFailure } from './failure.ts'
import type { CallContext, ServedMethod, NodeType, NodeRow } from './node.ts'
import type { CallParams, ParamSpec } from './params.ts'

/** What an edge is asked with: the record of its node and parameters that are checked against its table. */
export type Call<T> = CallContext & { readonly record: T; readonly params: CallParams }

/** A list of rows, paged by the renderer; one row; or any other value as it is. */
export type EdgeAnswer =
  { readonly rows: readonly NodeRow[] } | { readonly row: NodeRow } | { readonly value: unknown }

/** A permission that an edge may ask of a token: what satisfies it, and the error without. */
export type ScopeNeed = { readonly anyOf: readonly string[]; readonly refusal: () => GraphFailure }

/** Those that edges of several kinds of node ask for, by name; `rules/scopes.ts` has them. */
export type ScopeRule = 'business' | 'ads_read' | 'ads_write'

/** One served edge, as data: the validator, the permission check, `metadata` and the tests read this. */
export type EdgeSpec<T> = {
  readonly method: ServedMethod
  /** The path after the node's id; empty for the node itself. */
  readonly edge: string
  readonly params: Readonly<Record<string, ParamSpec>>
  readonly scopes: readonly (ScopeRule | ScopeNeed)[]
  /** "AdAccount.createAgency": the SDK's method for it. */
  readonly sdk?: string
  /** Why the SDK has no method for it. */
  readonly reason?: string
  readonly run: (call: Call<T>) => EdgeAnswer
}

export type ServedEdge = EdgeSpec<unknown> & { readonly node: string }

/** A node type's edges, with the node's name put into each and the record's type forgotten. */
export function edgesOf<T>(node: NodeType<T>, specs: readonly EdgeSpec<T>[]): ServedEdge[] {
  return specs.map((spec) => ({ ...(spec as unknown as EdgeSpec<unknown>), node: node.name }))
}
