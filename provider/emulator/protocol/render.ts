import { requireScopes } from '../rules/scopes.ts'
import { specReads } from '../spec/spec.ts'
import type { EdgeAnswer, RowType, ServedEdge } from './edge.ts'
import { checkSelection } from './empty-list.ts'
import { GraphFailure } from './failure.ts'
import { FAILURES } from './failures.ts'
import { formatFields, type FieldSelection } from './fields.ts'
import { NodeRow, type CallContext } from './node.ts'
import { pageOf, type PageParams } from './paging.ts'
import { checkEdgeParams } from './edge-params.ts'
import type { CallParams } from './params.ts'

/** Finds a served edge by the node's name, and a served node type. */
export type EdgeTable = {
  readonly find: (node: string, method: ServedEdge['method'], edge: string) => ServedEdge | undefined
  /** The served node type with Meta's name. */
  readonly typeOf: (label: string) => RowType | undefined
}

/** How answers are rendered: the edges that fields may expand, and the target of `paging` links. */
export type Rendering = CallContext & {
  readonly edges: EdgeTable
  /** The absolute URL of a path and query on this API. */
  readonly link: (path: string, query: Readonly<Record<string, string>>) => string
  /** Collects what was asked for, is Meta's and is not served: "AdAccount.age". */
  readonly leftOut: Set<string>
}

/** One row as JSON: the selected fields, else the standard ones; always with its id. */
export function renderRow(
  row: NodeRow,
  selection: readonly FieldSelection[] | undefined,
  rendering: Rendering,
): Record<string, unknown> {
  const items =
    selection ??
    [...row.node.standard, ...row.extraStandard].map((name) => ({ name, args: {}, fields: undefined }))
  const answer: Record<string, unknown> = {}
  for (const item of items) {
    const value = fieldOf(row, item, rendering)
    if (value !== undefined) answer[item.name] = value
  }
  if ('id' in row.node.fields) answer['id'] ??= row.id
  return answer
}

/**
 * Rows in Meta's pages of an edge; throws code 100 for a field that none of them could have. Each answer has `data`,
 * and `paging` with cursors and links to the pages before and after.
 */
export function renderList(
  answer: { readonly rows: readonly NodeRow[] },
  edge: ServedEdge,
  selection: readonly FieldSelection[] | undefined,
  params: CallParams,
  path: string,
  rendering: Rendering,
): Record<string, unknown> {
  const page = pageOf(answer.rows, (row) => row.id, params as PageParams)
  if (page.items.length === 0 && selection !== undefined) checkSelection(edge, selection, rendering.edges)
  const query = queryOf(params)
  const link = (cursor: 'after' | 'before', at: string) => rendering.link(path, { ...query, [cursor]: at })
  const { cursors } = page
  return {
    data: page.items.map((row) => renderRow(row, selection, rendering)),
    ...(cursors === undefined
      ? {}
      : {
          paging: {
            cursors,
            ...(page.hasNext ? { next: link('after', cursors.after) } : {}),
            ...(page.hasPrevious ? { previous: link('before', cursors.before) } : {}),
          },
        }),
    // Source: graph-api 4.5 (FACT): only on request.
    ...(['true', '1', 'total_count'].includes(String(params['summary']))
      ? { summary: { total_count: answer.rows.length } }
      : {}),
  }
}

function fieldOf(row: NodeRow, item: FieldSelection, rendering: Rendering): unknown {
  const { name } = item
  if (name in row.extra) {
    const value = row.extra[name]
    return valueOf(typeof value === 'function' ? (value as () => unknown)() : value, item, rendering)
  }
  const field = row.node.fields[name]
  if (field !== undefined) return valueOf(field(row.record, rendering), item, rendering)
  const edge = rendering.edges.find(row.node.name, 'GET', name)
  if (edge === undefined) {
    // A read does not fail for one field that Meta has: it is left out, and a header names it.
    if (!specReads(row.node.label, name)) throw FAILURES.noField(name, row.node.label)
    rendering.leftOut.add(`${row.node.label}.${name}`)
    return undefined
  }
  return expanded(row, edge, item, rendering)
}

function valueOf(value: unknown, { fields }: FieldSelection, rendering: Rendering): unknown {
  return value instanceof NodeRow ? renderRow(value, fields, rendering) : value
}

/** An edge read as a field. Its key is left out without rows (LIVE-CLAIM, graph-api 1.5). */
function expanded(
  row: NodeRow,
  edge: ServedEdge,
  { name, args, fields }: FieldSelection,
  rendering: Rendering,
): unknown {
  const answer = runNested(row, edge, args, rendering)
  if (!('rows' in answer)) return 'value' in answer ? answer.value : renderRow(answer.row, fields, rendering)
  if (answer.rows.length === 0) {
    if (fields !== undefined) checkSelection(edge, fields, rendering.edges)
    return undefined
  }
  const params = { ...args, ...(fields === undefined ? {} : { fields: formatFields(fields) }) }
  return renderList(answer, edge, fields, params, `${row.id}/${name}`, rendering)
}

function runNested(
  row: NodeRow,
  edge: ServedEdge,
  args: Readonly<Record<string, string>>,
  rendering: Rendering,
): EdgeAnswer {
  try {
    const params = checkEdgeParams(edge, { values: args, encoding: 'query' }, rendering.leftOut)
    requireScopes(rendering.caller, edge.scopes)
    return edge.run({ ...rendering, record: row.record, params })
  } catch (error) {
    if (!(error instanceof GraphFailure) || !error.message.startsWith('(#100) ')) throw error
    // LIVE-CLAIM (graph-api 1.2): in an expansion, the same error names the field.
    throw new GraphFailure({
      ...error.facts,
      message: error.message.replace('(#100) ', `(#100) For field '${edge.edge}': `),
    })
  }
}

const NOT_IN_LINKS = new Set(['after', 'before'])

function queryOf(params: CallParams): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [key, value] of Object.entries(params)) {
    if (!NOT_IN_LINKS.has(key)) query[key] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return query
}
