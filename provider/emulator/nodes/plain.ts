import type { NodeType } from '../protocol/node.ts'

/** A row of fields without a node, such as a permission. */
export type PlainRecord = Readonly<Record<string, unknown>>

export function plainNode(name: string, label: string, fields: readonly string[]): NodeType<PlainRecord> {
  return {
    name,
    label,
    id: (record) => fields.map((field) => JSON.stringify(record[field])).join(),
    standard: fields,
    fields: Object.fromEntries(fields.map((field) => [field, (record: PlainRecord) => record[field]])),
  }
}
