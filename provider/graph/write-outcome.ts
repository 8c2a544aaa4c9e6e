import type { ErrorKind } from './error-kinds.ts'

/** What an error answer says of the write: surely not made; made or not; or the answer is lost, and it may show late. */
export type WriteOutcome = 'not made' | 'unclear' | 'lost'

const NOT_MADE: ReadonlySet<ErrorKind> = new Set([
  'token',
  'page-token',
  'permission',
  'two-factor',
  'throttled',
  'blocked',
  'last-admin',
])
const LOST: ReadonlySet<ErrorKind> = new Set(['transient', 'unreachable', 'exists'])

/**
 * What an error says of a write. Throttled and refused requests are not carried out (graph-api 4.2); a passing error may
 * follow one that was (graph-api 4.1), and so may a refusal of what an earlier attempt had made.
 */
export function outcomeOf(kind: ErrorKind): WriteOutcome {
  if (NOT_MADE.has(kind)) return 'not made'
  return LOST.has(kind) ? 'lost' : 'unclear'
}
