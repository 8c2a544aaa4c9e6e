import type { GraphApi } from './api.ts'
import { errorIn, GraphError } from './graph-error.ts'

/** Operations in one batch. Source: graph-api 4.6 (FACT). Each still counts against the limits. */
export const BATCH_SIZE = 50

/** An operation that Meta did not come to answers null: it may be asked again (graph-api 4.6). */
const ATTEMPTS = 3

export type Read = { readonly path: string; readonly params: Readonly<Record<string, string>> }
export type Answer = { readonly body: unknown } | { readonly error: GraphError }

/** Reads many things in few HTTP requests; the answers come in the order of the reads, each with its own error. */
export async function readBatch(api: GraphApi, reads: readonly Read[]): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let start = 0; start < reads.length; start += BATCH_SIZE) {
    answers.push(...(await readOnce(api, reads.slice(start, start + BATCH_SIZE), ATTEMPTS)))
  }
  return answers
}

async function readOnce(api: GraphApi, reads: readonly Read[], attempts: number): Promise<Answer[]> {
  const batch = reads.map(({ path, params }) => ({
    method: 'GET',
    relative_url: `${path}?${new URLSearchParams(params).toString()}`,
  }))
  const body: unknown = await api.call('POST', [], { batch, include_headers: false })
  const results: readonly unknown[] = Array.isArray(body) ? body : []
  const open = reads.filter((_read, index) => (results[index] ?? null) === null)
  const again = open.length === 0 ? [] : await repeated(api, open, attempts - 1)
  return reads.map((read, index) => {
    const result = results[index] ?? null
    return result === null ? (again[open.indexOf(read)] ?? unanswered(read)) : answerOf(result, read)
  })
}

async function repeated(api: GraphApi, reads: readonly Read[], attempts: number): Promise<Answer[]> {
  return attempts === 0 ? reads.map(unanswered) : readOnce(api, reads, attempts)
}

function answerOf(result: unknown, { path }: Read): Answer {
  const { code, body: text } = result as { code?: unknown; body?: unknown }
  const request = { method: 'GET', path, status: Number(code ?? 0) }
  try {
    const body: unknown = JSON.parse(String(text))
    const error = errorIn(body, request)
    return error === undefined ? { body } : { error }
  } catch {
    return {
      error: new GraphError({
        ...request,
        kind: 'transient',
        code: 0,
        subcode: undefined,
        message: 'an answer that is not JSON',
      }),
    }
  }
}

function unanswered({ path }: Read): Answer {
  const message = 'no answer within the batch'
  return {
    error: new GraphError({
      method: 'GET',
      path,
      status: 0,
      kind: 'transient',
      code: 0,
      subcode: undefined,
      message,
    }),
  }
}
