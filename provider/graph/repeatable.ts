import type { HttpMethod } from './transport.ts'

/**
 * Edges where a POST says what is to be there, so that a second one leaves what the first left (graph-api 1.2, FACT).
 */
const SETS_WHAT_IS: readonly string[] = ['assigned_users']

/**
 * Whether a write may be sent again after an answer that does not say whether it was carried out. Taking away, and
 * setting somebody's tasks, may. What makes something may not: Meta has no idempotency key (graph-api 4.1, FACT), and
 * no API takes back a second system user (graph-api 2.4).
 */
export function isRepeatable(method: HttpMethod, path: string): boolean {
  return method === 'DELETE' || (method === 'POST' && SETS_WHAT_IS.includes(path.split('/').at(-1) ?? ''))
}
