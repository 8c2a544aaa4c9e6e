import type { GraphFailure } from './failure.ts'
import type { CallContext, ServedMethod, NodeType, NodeRow } from './node.ts'
import type { CallParams, ParamSpec } from './params.ts'

/** A call of an edge: the record of its node, and parameters checked against its table. */
export type Call<T> = CallContext & { readonly record: T; readonly params: CallParams }

/** A list of rows, which the renderer pages; one row; or any other value. */
export type EdgeAnswer =
  { readonly rows: readonly NodeRow[] } | { readonly row: NodeRow } | { readonly value: unknown }

/** A permission that an edge requires: the scopes that satisfy it, and the error without. */
export type ScopeNeed = { readonly anyOf: readonly string[]; readonly refusal: () => GraphFailure }

/** Permissions that edges of several node types require, by name; `rules/scopes.ts` defines them. */
export type ScopeRule = 'business' | 'ads_read' | 'ads_write'

/** One served edge as data, for the validator, the permission check, `metadata` and the tests. */
export type EdgeSpec<T> = {
  readonly method: ServedMethod
  /** The path after the node's id; empty for the node itself. */
  readonly edge: string
  readonly params: Readonly<Record<string, ParamSpec>>
  readonly scopes: readonly (ScopeRule | ScopeNeed)[]
  /** The SDK's method for it: "AdAccount.createAgency". */
  readonly sdk?: string
  /** Why the SDK has no method for it. */
  readonly reason?: string
  /** Served without a token: the call proves the app itself. */
  readonly anonymous?: true
  /** It checks bodies against a JSON schema, so lists must be JSON (graph-api 1.4 and 4.1). */
  readonly jsonOnly?: true
  /** The type of its rows, where the spec's names do not tell it. */
  readonly answers?: RowType
  /** The version in which Meta changed it: an older Marketing version is then not upgraded (graph-api 0). */
  readonly changedSince?: number
  readonly run: (call: Call<T>) => EdgeAnswer
}

/** What a list without rows knows of its rows: Meta's name, and the fields. */
export type RowType = {
  readonly name?: string
  readonly label: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** `node` is the short name of its node, `label` Meta's. */
export type ServedEdge = EdgeSpec<unknown> & {
  readonly node: string
  readonly label: string
  readonly type: RowType
}

/** The edges of a node type, each with the node's names and without the record's type. */
export function edgesOf<T>(node: NodeType<T>, specs: readonly EdgeSpec<T>[]): ServedEdge[] {
  return specs.map((spec) => ({
    ...(spec as unknown as EdgeSpec<unknown>),
    node: node.name,
    label: node.label,
    type: node,
  }))
}
