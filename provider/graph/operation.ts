import { errorIn, errorWithoutCode } from './envelope.ts'
import type { GraphError } from './graph-error.ts'
import { fieldOf, numberOf } from './json.ts'

/** The answer to one operation of a batch. */
export type OperationAnswer = { readonly body: object } | { readonly error: GraphError }

/**
 * Reads one result of a batch of reads. Source: graph-api 4.6 (FACT): a status and the body as JSON text, or null for
 * an operation that ran out of time.
 */
export function answerOf(result: unknown, path: string): OperationAnswer {
  const status = numberOf(fieldOf(result, 'code')) ?? 0
  const asked = { method: 'GET', path, status }
  if (result === null || result === undefined)
    return { error: errorWithoutCode(asked, 'transient', 'the batch has no answer for it') }
  const body = parsed(fieldOf(result, 'body'))
  const error = errorIn(body, asked)
  if (error !== undefined) return { error }
  const isFine = status >= 200 && status < 300 && body !== null && typeof body === 'object'
  return isFine ? { body } : { error: errorWithoutCode(asked, 'transient', "the answer is not Meta's") }
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
