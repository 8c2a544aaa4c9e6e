import type { Client } from './model.ts'

/**
 * The last day, up to today, on which somebody looked at a client's access: the last review, or the pre-flight, which
 * is the first look. Undefined without either.
 */
export function lastLook({ lastReview, preflight }: Client, today: string): string | undefined {
  return [lastReview?.date, preflight.twoFactor, preflight.paymentMethod, preflight.agreement]
    .filter((date) => date !== undefined)
    .filter((date) => date <= today)
    .toSorted()
    .at(-1)
}
