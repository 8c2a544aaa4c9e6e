import type { Context, Method, NodeType, Row } from './node.ts'
import type { Params, ParamSpec } from './params.ts'

/** What an edge is asked with: the record of its node and parameters that are checked against its table. */
export type Call<T> = Context & { readonly record: T; readonly params: Params }

/** A list of rows, paged by the renderer; one row; or any other value as it is. */
export type Answer = { readonly rows: readonly Row[] } | { readonly row: Row } | { readonly value: unknown }

/** The permissions an edge may ask of a token; `rules/scopes.ts` tells which satisfy each, and the error without. */
export type ScopeRule = 'business' | 'ads_read' | 'ads_write' | 'page_metadata' | 'catalog'

/** One served edge, as data: the validator, the permission check, `metadata` and the tests read this. */
export type EdgeSpec<T> = {
  readonly method: Method
  /** The path after the node's id; empty for the node itself. */
  readonly edge: string
  readonly params: Readonly<Record<string, ParamSpec>>
  readonly scopes: readonly ScopeRule[]
  /** "AdAccount.createAgency": the SDK's method for it. */
  readonly sdk?: string
  /** Why the SDK has no method for it. */
  readonly reason?: string
  readonly run: (call: Call<T>) => Answer
}

export type Edge = EdgeSpec<unknown> & { readonly node: string }

/** A node type's edges, with the node's name put into each and the record's type forgotten. */
export function edgesOf<T>(node: NodeType<T>, specs: readonly EdgeSpec<T>[]): Edge[] {
  return specs.map((spec) => ({ ...(spec as unknown as EdgeSpec<unknown>), node: node.name }))
}
