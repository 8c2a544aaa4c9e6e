/**
 * The weight of a finding: an error stops the command before anything is written, a warning is reported, a note
 * informs.
 */
export type Severity = 'error' | 'warning' | 'note'

/** Where a finding is: a path relative to the repository's root, and line and column counted from 1. */
export type Address = { readonly file: string; readonly line?: number; readonly column?: number }

/**
 * One row of the catalogue: the meaning of a code. `{name}` in the texts stands for an argument of the finding, and
 * `{count change|changes}` for a number with the noun that fits it. `data` names arguments that only programs get.
 */
export type Entry = {
  readonly severity: Severity
  readonly text: string
  readonly fix: string
  readonly data?: readonly string[]
}

/** The names between braces in a text. */
type ArgsIn<T extends string> = T extends `${string}{${infer Inside}}${infer Rest}`
  ? NameIn<Inside> | ArgsIn<Rest>
  : never

type NameIn<T extends string> = T extends `${infer Name} ${string}` ? Name : T

type DataOf<E extends Entry> = E extends { readonly data: readonly (infer Name extends string)[] }
  ? Name
  : never

/** The arguments of an entry: those that its texts name, and its data. */
export type ArgsOf<E extends Entry> = {
  readonly [K in ArgsIn<E['text'] | E['fix']> | DataOf<E>]: string | number
}

/** Something to report, as data: `words.ts` makes its words, a renderer its form. */
export type Finding = {
  readonly code: string
  readonly severity: Severity
  readonly args: Readonly<Record<string, string | number>>
  readonly address?: Address
}
