/** What stands in a file for a text that only a person can give; the policy refuses it. */
export const REASON_PLACEHOLDER = 'Reason to be given'
export const TICKET_PLACEHOLDER = 'Ticket to be given'

/** Whether a text still waits for its author. */
export function isPlaceholder(text: string): boolean {
  return /\bto be given\b/i.test(text)
}
