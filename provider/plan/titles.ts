import { factsOf } from '../model/kinds.ts'
import type { AssetRef } from './change.ts'

/** The object of access in a sentence: `ad account act_1001 "ACME | FR"`. */
export function titleOf({ kind, id, name }: AssetRef): string {
  const title = kind === 'business' ? 'Business' : factsOf(kind).title
  return `${title} ${id} "${name}"`
}
