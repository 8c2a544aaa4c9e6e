import type { Client } from './model.ts'

/**
 * The last day, today included, on which somebody looked at the access of a client: its last review, or the pre-flight,
 * which is the first look. Undefined when nobody did.
 */
export function lastLook({ lastReview, preflight }: Client, today: string): string | undefined {
  return [lastReview?.date, preflight.twoFactor, preflight.paymentMethod, preflight.agreement]
    .filter((date) => date !== undefined)
    .filter((date) => date <= today)
    .toSorted()
    .at(-1)
}
