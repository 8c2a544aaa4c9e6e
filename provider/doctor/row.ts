import type { Finding } from '../findings/finding.ts'
import type { Seen } from '../github/seen.ts'

/** The result of a check: ok, findings, or not seen. */
export type DoctorRow = { readonly topic: string; readonly check: string } & (
  | { readonly state: 'ok' }
  | { readonly state: 'finding'; readonly findings: readonly Finding[] }
  | { readonly state: 'not-seen'; readonly why: string }
)

/** The row of a check; `rule` returns the findings of a value that was seen. */
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
