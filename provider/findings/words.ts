import { CATALOGUE } from './catalogue.ts'
import type { Entry, Finding } from './finding.ts'
import { printable } from './printable.ts'

/** Characters of one argument in a sentence: messages of Meta or of a parser may be pages long. */
const MOST_CHARACTERS = 1000

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

function fill(text: string, finding: Finding): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const words = String(finding.args[name] ?? whole)
    return printable(words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}...` : words)
  })
}
