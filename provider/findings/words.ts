import { CATALOGUE } from './catalogue.ts'
import type { Entry, Finding } from './finding.ts'
import { printable } from './printable.ts'

/** Most characters of one argument: messages of Meta or of a parser may be pages long. */
const MOST_CHARACTERS = 1000

const ENTRIES: ReadonlyMap<string, Entry> = new Map(Object.entries(CATALOGUE))

/** Turns a finding into words, and is the only place that does: what is wrong, and how to fix it. */
export function wordsOf(finding: Finding): { readonly text: string; readonly fix: string } {
  const entry = entryOf(finding.code)
  if (entry === undefined) return { text: finding.code, fix: '' }
  return { text: fill(entry.text, finding), fix: fill(entry.fix, finding) }
}

/** The catalogue's row of a code; undefined for an unknown code. */
export function entryOf(code: string): Entry | undefined {
  return ENTRIES.get(code)
}

function fill(text: string, finding: Finding): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const words = String(finding.args[name] ?? whole)
    return printable(words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}...` : words)
  })
}
