import { specEdge, specFields, SPEC_LABELS, specReads } from '../spec/spec.ts'
import type { RowType, ServedEdge } from './edge.ts'
import { FAILURES } from './failures.ts'
import type { FieldSelection } from './fields.ts'
import type { EdgeTable } from './render.ts'
import { hasRowField } from './row-fields.ts'

/** The label of an edge's rows: as its own table says, else as the spec does; undefined where neither does. */
export function answersOf({ answers, label, edge }: ServedEdge): string | undefined {
  const named = answers?.label ?? specEdge(label, 'GET', edge)?.answers
  return named === '-' ? undefined : named
}

/**
 * Refuses a field that no row of the edge could have, as a row would (INFERENCE: Meta checks names before it looks for
 * rows, as they belong to the node type). Throws code 100.
 */
export function checkSelection(
  edge: ServedEdge,
  selection: readonly FieldSelection[],
  edges: EdgeTable,
): void {
  const label = answersOf(edge)
  if (label === undefined) return
  const type = edges.typeOf(label) ?? edge.answers
  if (type === undefined && !SPEC_LABELS.includes(label)) return
  for (const { name, fields } of selection) {
    const deeper = type?.name === undefined ? undefined : edges.find(type.name, 'GET', name)
    const known = deeper !== undefined || isKnown(label, type, edge.edge, name)
    if (!known) throw FAILURES.noField(name, label)
    if (deeper !== undefined && fields !== undefined) checkSelection(deeper, fields, edges)
  }
}

function isKnown(label: string, type: RowType | undefined, edge: string, name: string): boolean {
  return (
    (type !== undefined && Object.hasOwn(type.fields, name)) ||
    specReads(label, name) ||
    hasRowField(edge, name) ||
    (name === 'id' && specFields(label).size === 0)
  )
}
