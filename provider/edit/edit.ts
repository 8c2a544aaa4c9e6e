import type { Finding } from '../findings/finding.ts'

/** Where a value is: keys of mappings and indexes of lists, from the top of the file. */
export type EditPath = readonly (string | number)[]

/** What can be written into a file. Every scalar is read back as text; a number is written without quotes. */
export type PlainValue = string | number | readonly PlainValue[] | { readonly [key: string]: PlainValue }

/**
 * One change of a file. `set` makes what is missing on the way, `append` starts a list where there is none, `remove` of
 * what is not there does nothing.
 */
export type Edit =
  | { readonly set: EditPath; readonly value: PlainValue }
  | { readonly append: EditPath; readonly value: PlainValue }
  | { readonly remove: EditPath }

/** The new text, or why the file cannot be edited without breaking or changing something else. */
export type Edited = { readonly text: string } | { readonly refused: Finding }

/** A piece of text that takes the place of another; offsets are those of the text before. */
export type Splice = { readonly from: number; readonly to: number; readonly text: string }

/** The path that an edit is about. */
export function pathOf(edit: Edit): EditPath {
  if ('set' in edit) return edit.set
  return 'append' in edit ? edit.append : edit.remove
}
