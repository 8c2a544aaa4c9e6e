import type { Address } from '../findings/finding.ts'

/** The address of something, and of its values by key ("until", "links.0"); absent when not from a file. */
export type Placed = { readonly at: Address; readonly places?: Readonly<Record<string, Address>> }

/** The address of a value by its key ("until", "ad_accounts.0"); the item's own where the file leaves the key out. */
export function placeOf(item: Placed, key: string): Address {
  return item.places?.[key] ?? item.at
}
