import type { GraphApi } from './api.ts'
import { readBatch } from './batch.ts'
import { GraphError } from './graph-error.ts'
import { listAll, nextOf, PAGE_SIZE, rowsWithIds, type GraphRow } from './list.ts'
import type { OperationAnswer } from './operation.ts'

export type EdgeRead = { readonly path: readonly string[]; readonly params: Readonly<Record<string, string>> }
export type Listed = { readonly rows: readonly GraphRow[] } | { readonly error: GraphError }

/**
 * Reads every row of many edges: first pages in batches, further pages by their links. The lists have the order of the
 * edges, each complete or with its error.
 */
export async function listMany(api: GraphApi, edges: readonly EdgeRead[]): Promise<Listed[]> {
  const reads = edges.map(({ path, params }) => ({
    path: path.join('/'),
    params: { ...params, limit: String(PAGE_SIZE) },
  }))
  const answers = await readBatch(api, reads)
  const lists: Listed[] = []
  for (const [index, edge] of edges.entries()) lists.push(await listFrom(api, edge, answers[index]))
  return lists
}

async function listFrom(
  api: GraphApi,
  { path, params }: EdgeRead,
  first: OperationAnswer | undefined,
): Promise<Listed> {
  try {
    if (first === undefined || ('error' in first && first.error.kind === 'too-much-data'))
      return { rows: await listAll(api, path, params) }
    if ('error' in first) return first
    const next = nextOf(first.body)
    const further = next === undefined ? [] : await listAll(api, next)
    return { rows: [...rowsWithIds(first.body), ...further] }
  } catch (error) {
    if (error instanceof GraphError) return { error }
    throw error
  }
}
