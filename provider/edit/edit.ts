import type { Finding } from '../findings/finding.ts'

/** The path of a value: keys of mappings and indexes of lists, from the top of the file. */
export type EditPath = readonly (string | number)[]

/** A value to write. Every scalar is read back as text; a number is written without quotes. */
export type PlainValue = string | number | readonly PlainValue[] | { readonly [key: string]: PlainValue }

/**
 * One change of a file. `set` creates missing parents, `append` starts a missing list, `remove` of a missing value does
 * nothing.
 */
export type Edit =
  | { readonly set: EditPath; readonly value: PlainValue }
  | { readonly append: EditPath; readonly value: PlainValue }
  | { readonly remove: EditPath }

/** The new text, or why the file cannot be edited without breaking or changing something else. */
export type Edited = { readonly text: string } | { readonly refused: Finding }

/** Replaces a piece of text; offsets are those of the text before. */
export type Splice = { readonly from: number; readonly to: number; readonly text: string }

export function pathOf(edit: Edit): EditPath {
  if ('set' in edit) return edit.set
  return 'append' in edit ? edit.append : edit.remove
}
