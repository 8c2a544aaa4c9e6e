import { brief } from '../findings/phrases.ts'
import { printable } from '../findings/printable.ts'
import { factsOf } from '../model/kinds.ts'
import type { AssetRef } from './change.ts'

/**
 * The object of access in a sentence: `ad account act_1001 "ACME | FR"`. A name is Meta's, and may be of any length and
 * characters: it is shortened, and what could not be seen in it is escaped.
 */
export function titleOf({ kind, id, name, nameInFile, own }: AssetRef): string {
  const title = kind === 'business' ? 'Business' : factsOf(kind).title
  const beside = nameInFile === undefined ? '' : ` (in the file: ${quoted(nameInFile)})`
  return `${title} ${id} ${quoted(name)}${beside}${own === true ? ' (our Business owns it)' : ''}`
}

function quoted(name: string): string {
  return `"${printable(brief(name))}"`
}
