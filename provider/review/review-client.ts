import type { Edit } from '../edit/edit.ts'
import { endsIn } from './ends.ts'
import { unusedGrants, withoutFunction } from './holders.ts'
import type { ReviewItem, ReviewedClient } from './item.ts'
import { dueIn, notSeenIn } from './seen.ts'
import { unusedIn } from './use.ts'

/** Days ahead in which a review reports ends, unless another number is given. */
const ENDING_DAYS = 14

/** Days after which unused access is reported. Source: decisions "Limits and what they come from". */
export const UNUSED_DAYS = 90

/** The access review of one client: what a person should check, with proposed changes where the evidence allows. */
export function reviewClient(reviewed: ReviewedClient, endingDays = ENDING_DAYS): ReviewItem[] {
  const { client, today } = reviewed
  return [
    ...endsIn(client, today, endingDays),
    ...unusedIn(reviewed),
    ...withoutFunction(reviewed),
    ...unusedGrants(reviewed),
    ...dueIn(reviewed),
    ...notSeenIn(reviewed),
  ]
}

/** The edit that records a review; `by` is the e-mail of the reviewer. */
export function recordOf(today: string, by: string): Edit {
  return { set: ['last_review'], value: { date: today, by: by.toLowerCase() } }
}

/** The items that need somebody; the others only inform. */
export function openItems(items: readonly ReviewItem[]): ReviewItem[] {
  return items.filter(({ finding }) => finding.severity !== 'note')
}

/** The open items that remain after their edits and the record of the review are written. */
export function leftItems(items: readonly ReviewItem[]): ReviewItem[] {
  return openItems(items).filter(({ finding, edits }) => edits.length === 0 && finding.code !== 'REVIEW_DUE')
}
