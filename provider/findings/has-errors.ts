import type { Finding } from './finding.ts'

/** Whether any finding is an error, which stops what it is about. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error')
}
