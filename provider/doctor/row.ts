import type { Finding } from '../findings/finding.ts'
import type { Seen } from '../github/seen.ts'

/** What one check came to: well, something to mend, or nobody could look. */
export type DoctorRow = { readonly topic: string; readonly check: string } & (
  | { readonly state: 'ok' }
  | { readonly state: 'finding'; readonly findings: readonly Finding[] }
  | { readonly state: 'not-seen'; readonly why: string }
)

/** The row of a check whose rule lists what is wrong with the value, where there was one to see. */
export function rowOf<T>(
  topic: string,
  check: string,
  looked: Seen<T>,
  rule: (value: T) => readonly Finding[],
): DoctorRow {
  if (!looked.seen) return { topic, check, state: 'not-seen', why: looked.why }
  const findings = rule(looked.value)
  return findings.length === 0 ? { topic, check, state: 'ok' } : { topic, check, state: 'finding', findings }
}
