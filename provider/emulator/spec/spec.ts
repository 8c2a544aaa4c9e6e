import { readFileSync } from 'node:fs'
import { z } from 'zod'

const names = z.object({
  version: z.string(),
  commit: z.string(),
  nodes: z.record(z.string(), z.object({ fields: z.string(), edges: z.record(z.string(), z.string()) })),
})

/** One edge of Meta's spec by names alone. */
export type NamedEdge = {
  /** The label of the node that it answers; "-" where the spec names none. */
  readonly answers: string
  /** Parameter -> its values, where the spec lists them. */
  readonly params: ReadonlyMap<string, readonly string[]>
}

type NamedNode = { readonly fields: ReadonlySet<string>; readonly edges: ReadonlyMap<string, NamedEdge> }

const FILE = names.parse(JSON.parse(readFileSync(new URL('names.json', import.meta.url), 'utf8')))

const NODES: ReadonlyMap<string, NamedNode> = new Map(
  Object.entries(FILE.nodes).map(([label, { fields, edges }]) => [
    label,
    {
      fields: new Set(fields.split(' ')),
      edges: new Map(Object.entries(edges).map(([key, text]) => [key, edgeIn(text)])),
    },
  ]),
)

/** The version of the spec that the names are from, and its commit. */
export const SPEC_VERSION = { version: FILE.version, commit: FILE.commit } as const

export const SPEC_LABELS: readonly string[] = [...NODES.keys()]

/** The spec has some edges of a system user on User only; the URL is the same (FACT, graph-api 4.8). */
const ALSO: Readonly<Record<string, string>> = { SystemUser: 'User' }

/** "GET agencies" -> the edge, as the spec has it on the node or its other name. */
export function specEdge(label: string, method: string, edge: string): NamedEdge | undefined {
  const key = `${method} ${edge}`
  return NODES.get(label)?.edges.get(key) ?? NODES.get(ALSO[label] ?? '')?.edges.get(key)
}

/** The edges of a node as "GET agencies". */
export function specEdges(label: string): readonly string[] {
  return [...(NODES.get(label)?.edges.keys() ?? [])]
}

export function specFields(label: string): ReadonlySet<string> {
  return NODES.get(label)?.fields ?? new Set()
}

/** Whether `fields=` may name it: a field, or an edge that can be read. */
export function specReads(label: string, name: string): boolean {
  return specFields(label).has(name) || specEdge(label, 'GET', name) !== undefined
}

/** "Business business permitted_tasks=ADVERTISE|ANALYZE", as make-names.ts writes it. */
function edgeIn(text: string): NamedEdge {
  const [answers = '-', ...params] = text.split(' ')
  return {
    answers,
    params: new Map(
      params.map((one) => {
        const [name = '', values = ''] = one.split('=')
        return [name, values === '' ? [] : values.split('|')]
      }),
    ),
  }
}
