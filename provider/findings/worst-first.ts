import type { Finding, Severity } from './finding.ts'

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

export type Capped = {
  readonly shown: readonly Finding[]
  /** How many are left out. */
  readonly cut: number
}

/** At most `most` findings, errors before warnings before notes; equals keep their order. */
export function worstFirst(findings: readonly Finding[], most: number = Number.POSITIVE_INFINITY): Capped {
  const sorted = findings.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
  const shown = sorted.slice(0, most)
  return { shown, cut: sorted.length - shown.length }
}
