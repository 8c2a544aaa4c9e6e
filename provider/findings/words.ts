import { CATALOGUE } from './catalogue.ts'
import type { Entry, Finding } from './finding.ts'
import { printable } from './printable.ts'

/** Characters of one argument in a sentence: messages of Meta or of a parser may be pages long. */
const MOST_CHARACTERS = 1000

/** `{name}`, or `{name one|many}` for a number and its noun. */
const ARGUMENT = /\{(\w+)(?: ([^{|}]+)\|([^{|}]+))?\}/g

const ENTRIES: ReadonlyMap<string, Entry> = new Map(Object.entries(CATALOGUE))

/** The one place where a finding becomes words: what is wrong, and what to do about it. */
export function wordsOf(finding: Finding): { readonly text: string; readonly fix: string } {
  const entry = entryOf(finding.code)
  if (entry === undefined) return { text: finding.code, fix: '' }
  return { text: fill(entry.text, finding), fix: fill(entry.fix, finding) }
}

/** What the catalogue says of a code; undefined for one that it does not have. */
export function entryOf(code: string): Entry | undefined {
  return ENTRIES.get(code)
}

/** A text of the catalogue without a finding: each argument as `around` shows its name, nouns in the plural. */
export function templateText(text: string, around: (name: string) => string): string {
  return text.replace(ARGUMENT, (_, name: string, _one?: string, many?: string) =>
    withNoun(around(name), many),
  )
}

function fill(text: string, finding: Finding): string {
  return text.replace(ARGUMENT, (whole, name: string, one?: string, many?: string) => {
    const value = finding.args[name]
    const words = String(value ?? whole)
    const shown = printable(words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}...` : words)
    return withNoun(shown, value === 1 ? one : many)
  })
}

function withNoun(words: string, noun: string | undefined): string {
  return noun === undefined ? words : `${words} ${noun}`
}
