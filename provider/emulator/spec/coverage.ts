import { EDGES } from '../edges/table.ts'
import type { ServedEdge } from '../protocol/edge.ts'
import { specEdges, specFields, SPEC_LABELS } from './spec.ts'

/** Where an edge stands between Meta's spec and the emulator. Each edge of either has exactly one. */
export type CoverageState = 'in-spec' | 'marked' | 'not-emulated'

export type CoverageRow = {
  /** Meta's name of the node. */
  readonly node: string
  readonly method: string
  /** Empty for the node itself. */
  readonly edge: string
  readonly state: CoverageState
  /** For a marked edge: why it is served though the spec does not have it. */
  readonly why?: string
}

/** Every edge that is served or in the spec, by node, edge and method. */
export function coverage(): CoverageRow[] {
  const served = EDGES.map((edge): CoverageRow => ({
    node: edge.label,
    method: edge.method,
    edge: edge.edge,
    ...(specEdges(edge.label).includes(`${edge.method} ${edge.edge}`)
      ? { state: 'in-spec' }
      : { state: 'marked', why: whyServed(edge) }),
  }))
  const known = new Set(served.map(keyOf))
  const rest = SPEC_LABELS.flatMap((node) =>
    specEdges(node).map((key): CoverageRow => {
      const [method = '', edge = ''] = key.split(' ')
      return { node, method, edge, state: 'not-emulated' }
    }),
  ).filter((one) => !known.has(keyOf(one)))
  return [...served, ...rest].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function keyOf({ node, edge, method }: CoverageRow): string {
  return `${node} ${edge} ${method}`
}

/**
 * Certainty and source of what the spec does not have, by Meta's name of the node and the edge. The default of an edge
 * with an SDK method is that the SDK has it.
 */
const MARKS: Readonly<Record<string, string>> = {
  'Graph debug_token': 'FACT, docs (graph-api 4.7)',
  'Business received_sharing_agreements': 'FACT, docs (graph-api 2.2)',
  'Business client_ad_accounts': 'FACT, docs, for apps on an old list (graph-api 2.3)',
  'BusinessUser assigned_ads_pixels': 'FACT, docs (graph-api 1.5)',
  'SystemUser assigned_ads_pixels': 'FACT, docs (graph-api 1.5)',
  'SystemUser assigned_instagram_accounts': 'FACT, in the Python SDK of v26 (graph-api 0)',
}

function whyServed({ label, edge, sdk, reason }: ServedEdge): string {
  return (
    MARKS[`${label} ${edge}`] ??
    (sdk === undefined ? `INFERENCE: ${reason ?? 'no reason'}` : `FACT, in the Node SDK as ${sdk}`)
  )
}

export type FieldCoverage = {
  readonly node: string
  readonly inSpec: readonly string[]
  /** Served, and not in the spec. */
  readonly marked: readonly string[]
  readonly notEmulated: readonly string[]
}

/** The fields of every node that is served. */
export function fieldCoverage(): FieldCoverage[] {
  const types = new Map(EDGES.map(({ label, type }) => [label, type]))
  return [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([node, type]) => {
      const served = Object.keys(type.fields)
      const spec = specFields(node)
      return {
        node,
        inSpec: served.filter((name) => spec.has(name)),
        marked: served.filter((name) => !spec.has(name)),
        notEmulated: [...spec].filter((name) => !served.includes(name)),
      }
    })
}
