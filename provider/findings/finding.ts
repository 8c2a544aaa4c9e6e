/**
 * The weight of a finding: an error stops the command before anything is written, a warning is reported, a note
 * informs.
 */
export type Severity = 'error' | 'warning' | 'note'

/** Where a finding is: a path relative to the repository's root, and line and column counted from 1. */
export type Address = { readonly file: string; readonly line?: number; readonly column?: number }

/** One row of the catalogue: the meaning of a code. `{name}` in the texts stands for an argument of the finding. */
export type Entry = { readonly severity: Severity; readonly text: string; readonly fix: string }

/** The names between braces in a text. */
type ArgsIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ArgsIn<Rest>
  : never

/** The arguments that an entry's texts require. */
export type ArgsOf<E extends Entry> = { readonly [K in ArgsIn<E['text'] | E['fix']>]: string | number }

/** Something to report, as data: `words.ts` makes its words, a renderer its form. */
export type Finding = {
  readonly code: string
  readonly severity: Severity
  readonly args: Readonly<Record<string, string | number>>
  readonly address?: Address
}
