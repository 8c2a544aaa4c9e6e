import type { Finding } from './finding.ts'

/** The codes of what ends a run for all of its changes alike. */
const OF_RUN: ReadonlySet<string> = new Set(['REQUESTS_BLOCKED', 'REQUESTS_LIMITED'])

/** Whether a finding is about the run and not about one of its changes. */
export function isOfRun({ code }: Finding): boolean {
  return OF_RUN.has(code)
}

/** Findings in their order, where each that is about the run stands once, however many changes it stopped. */
export function onceEach(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>()
  return findings.filter((one) => {
    if (!isOfRun(one)) return true
    const isNew = !told.has(one.code)
    told.add(one.code)
    return isNew
  })
}
