import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import type { Agency } from '../model/model.ts'
import { nearestPrincipal } from '../model/nearest-principal.ts'

/** The finding for a missing or unknown reviewer: one of our people has to answer for a review. */
export function reviewerFinding(by: string | undefined, { people }: Agency): Finding | undefined {
  if (by === undefined) return finding('REVIEWER_MISSING', {})
  const emails = people.map(({ email }) => email)
  if (emails.includes(by.toLowerCase())) return undefined
  const near = nearestPrincipal(by.toLowerCase(), emails)
  return finding('REVIEWER_UNKNOWN', {
    who: by,
    nearest: near === undefined ? `one of ${listed(emails)}` : `"${near}"`,
  })
}
