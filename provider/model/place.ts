import type { Address } from '../findings/finding.ts'

/** Where something stands, and where the values of its keys do ("until", "links.0"); absent when not from a file. */
export type Placed = { readonly at: Address; readonly places?: Readonly<Record<string, Address>> }

/** Where the value of a key of something stands ("until", "ad_accounts.0"); its own place when the file leaves it out. */
export function placeOf(item: Placed, key: string): Address {
  return item.places?.[key] ?? item.at
}
