import type { Address } from '../findings/finding.ts'
import type { Placed } from './model.ts'

/** Where the value of a key of something stands ("until", "ad_accounts.0"); its own place when the file leaves it out. */
export function placeOf(item: Placed, key: string): Address {
  return item.places?.[key] ?? item.at
}
