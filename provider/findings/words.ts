import { CATALOGUE } from './catalogue.ts'
import { POLICY_RULE_FINDINGS } from './codes/policy.ts'
import type { Entry, Finding } from './finding.ts'
import { printable } from './printable.ts'

/** Most characters of one argument: messages of Meta or of a parser may be pages long. */
const MOST_CHARACTERS = 1000

/** `{name}`, or `{name one|many}` for a number and its noun. */
const ARGUMENT = /\{(\w+)(?: ([^{|}]+)\|([^{|}]+))?\}/g

const ENTRIES: ReadonlyMap<string, Entry> = new Map(Object.entries(CATALOGUE))

/** Turns a finding into words, and is the only place that does: what is wrong, and how to fix it. */
export function wordsOf(finding: Finding): { readonly text: string; readonly fix: string } {
  const entry = entryOf(finding.code)
  if (entry === undefined) return { text: finding.code, fix: '' }
  return { text: lowered(fill(entry.text, finding), finding), fix: fill(entry.fix, finding) }
}

/** The catalogue's row of a code; undefined for an unknown code. */
export function entryOf(code: string): Entry | undefined {
  return ENTRIES.get(code)
}

/** A text of the catalogue without a finding: each argument as `around` shows its name, nouns in the plural. */
export function templateText(text: string, around: (name: string) => string): string {
  return text.replace(ARGUMENT, (_, name: string, _one?: string, many?: string) =>
    withNoun(around(name), many),
  )
}

/** A policy or an exception can lower a rule to a warning, which refuses nothing: "Cannot" would say that it does. */
function lowered(text: string, { code, severity }: Finding): string {
  const refuses = severity === 'error' || !Object.hasOwn(POLICY_RULE_FINDINGS, code)
  return refuses ? text : text.replace(/^Cannot /, 'Should not ')
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
