import type { World } from '../world/world.ts'
import type { Caller } from './caller.ts'

/** What a field or an edge is computed from. */
export type CallContext = {
  readonly world: World
  readonly caller: Caller
  /** Milliseconds. */
  readonly now: number
}

export type ServedMethod = 'GET' | 'POST' | 'DELETE'

/** A field's value; `undefined` leaves the field out, a NodeRow takes the nested selection. */
export type Field<T> = (record: T, context: CallContext) => unknown

/** A type of node: how it is called, and what its fields answer. */
export type NodeType<T> = {
  /** The short word of the request log ("act"). */
  readonly name: string
  /** Meta's name, as errors and `metadata` give it ("AdAccount"). */
  readonly label: string
  readonly id: (record: T) => string
  /** Fields answered when none are asked for. */
  readonly standard: readonly string[]
  readonly fields: Readonly<Record<string, Field<T>>>
  /** Part of the Marketing API, whose versions have a calendar of their own. */
  readonly isMarketing?: true
  /** Its edges check bodies against a JSON schema, so that lists must be JSON and errors name the schema (graph-api 1.4 and 4.1). */
  readonly hasJsonSchema?: true
  /** Calls about it have a budget of their own, which grows with its active ads. */
  readonly activeAds?: (record: T) => number
}

/** One thing to answer: a record of a node type, with fields that only this edge's rows have. */
export class NodeRow {
  readonly node: NodeType<unknown>
  readonly record: unknown
  readonly extra: Readonly<Record<string, unknown>>
  /** Names of the extra fields that are answered without being asked for. */
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

/** A row of `node`. `extra` fields come on top of the node's own; `standard` of them are answered by default. */
export function row<T>(
  node: NodeType<T>,
  record: T,
  extra: Readonly<Record<string, unknown>> = {},
  standard: readonly string[] = Object.keys(extra),
): NodeRow {
  return new NodeRow(node as NodeType<unknown>, record, extra, standard)
}
