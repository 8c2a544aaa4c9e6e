import type { FindingCode } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Part } from './scan.ts'

/** The result of one part of the estate, for programs and for the head of a text. */
export type Summary = {
  /** The client's slug, or "agency" for our own Business. */
  readonly stack: string
  /** False for a client whose file cannot be used: the scan did not look at it. */
  readonly looked: boolean
  /** Findings that ask somebody to act. */
  readonly open: number
  /** Code -> how many. */
  readonly codes: Readonly<Record<string, number>>
}

/** A note informs; a warning or an error asks somebody to act. */
export function isOpen({ severity }: Finding): boolean {
  return severity !== 'note'
}

const UNREAD: ReadonlySet<string> = new Set([
  'SCAN_UNKNOWN',
  'SCAN_MEMBER_UNKNOWN',
  'SCAN_LISTING_UNKNOWN',
  'SCAN_GUESTS_UNKNOWN',
] satisfies FindingCode[])

/** A finding that nobody knows who has access to something: it could not be read, and is not in order by that. */
export function isUnread({ code }: Finding): boolean {
  return UNREAD.has(code)
}

export function summaryOf({ name, findings }: Part, looked: boolean): Summary {
  const codes: Record<string, number> = {}
  for (const { code } of findings) codes[code] = (codes[code] ?? 0) + 1
  return { stack: name, looked, open: findings.filter(isOpen).length, codes }
}
