/** Replaces, in a file, a text that only a person can give; the policy refuses it. */
export const REASON_PLACEHOLDER = 'Reason to be given'
export const TICKET_PLACEHOLDER = 'Ticket to be given'

/** Whether a person still has to write the text. */
export function isPlaceholder(text: string): boolean {
  return /\bto be given\b/i.test(text)
}
