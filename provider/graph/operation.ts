import { errorIn, errorWithoutCode } from './envelope.ts'
import type { GraphError } from './graph-error.ts'
import { fieldOf, numberOf } from './json.ts'

/** What came back for one operation of a batch. */
export type Answer = { readonly body: object } | { readonly error: GraphError }

/**
 * Reads the result of a read within a batch. Source: graph-api 4.6 (FACT): a status and the body as JSON text; null
 * for an operation that Meta did not come to.
 */
export function answerOf(result: unknown, path: string): Answer {
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
