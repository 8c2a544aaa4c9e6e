import type { GraphApi } from './api.ts'
import { GraphError } from './graph-error.ts'
import { fieldOf } from './json.ts'
import { answerOf, type OperationAnswer } from './operation.ts'

/** Most operations in one batch. Source: graph-api 4.6 (FACT). Each counts against the limits. */
export const BATCH_SIZE = 50

export type Read = { readonly path: string; readonly params: Readonly<Record<string, string>> }

/**
 * Makes many reads in few HTTP requests. The answers have the order of the reads, each with its own error; when a whole
 * request fails, each of its reads has that error.
 */
export async function readBatch(api: GraphApi, reads: readonly Read[]): Promise<OperationAnswer[]> {
  const answers: OperationAnswer[] = []
  for (let start = 0; start < reads.length; start += BATCH_SIZE) {
    answers.push(...(await readOnce(api, reads.slice(start, start + BATCH_SIZE))))
  }
  return answers
}

async function readOnce(api: GraphApi, reads: readonly Read[]): Promise<OperationAnswer[]> {
  const batch = reads.map(({ path, params }) => ({
    method: 'GET',
    relative_url: `${path}?${new URLSearchParams(params).toString()}`,
  }))
  try {
    const results: unknown = await api.call('POST', [], { batch, include_headers: false })
    return reads.map(({ path }, index) => answerOf(fieldOf(results, String(index)), path))
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return reads.map(() => ({ error }))
  }
}
