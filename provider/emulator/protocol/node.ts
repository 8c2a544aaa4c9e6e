import type { World } from '../world/world.ts'
import type { Caller } from './caller.ts'

/** The context in which a field or an edge is computed. */
export type CallContext = {
  readonly world: World
  readonly caller: Caller
  /** Milliseconds. */
  readonly now: number
}

export type ServedMethod = 'GET' | 'POST' | 'DELETE'

/** A field's value; `undefined` leaves the field out, a NodeRow takes the nested selection. */
export type Field<T> = (record: T, context: CallContext) => unknown

/** A type of node: its names, and the values of its fields. */
export type NodeType<T> = {
  /** Its short name in the request log ("act"). */
  readonly name: string
  /** Meta's name, in errors and `metadata` ("AdAccount"). */
  readonly label: string
  readonly id: (record: T) => string
  /** Fields of an answer to a request without `fields`. */
  readonly standard: readonly string[]
  readonly fields: Readonly<Record<string, Field<T>>>
  /** Part of the Marketing API, whose versions have their own calendar. */
  readonly isMarketing?: true
  /**
   * POST `assigned_users` of it checks bodies against a JSON schema (graph-api 1.4 and 4.1); no other edge is known to.
   */
  readonly hasJsonSchema?: true
  /** Calls about it have their own budget, which grows with its active ads. */
  readonly activeAds?: (record: T) => number
}

/** One row to answer: a record of a node type, with fields that only this edge's rows have. */
export class NodeRow {
  readonly node: NodeType<unknown>
  readonly record: unknown
  readonly extra: Readonly<Record<string, unknown>>
  /** Names of the extra fields that are answered by default. */
  readonly extraStandard: readonly string[]

  constructor(
    node: NodeType<unknown>,
    record: unknown,
    extra: Readonly<Record<string, unknown>>,
    extraStandard: readonly string[],
  ) {
    this.node = node
    this.record = record
    this.extra = extra
    this.extraStandard = extraStandard
  }

  get id(): string {
    return this.node.id(this.record)
  }
}

/** A row of `node`. `extra` fields are added to the node's own; `standard` ones among them are answered by default. */
export function row<T>(
  node: NodeType<T>,
  record: T,
  extra: Readonly<Record<string, unknown>> = {},
  standard: readonly string[] = Object.keys(extra),
): NodeRow {
  return new NodeRow(node as NodeType<unknown>, record, extra, standard)
}
