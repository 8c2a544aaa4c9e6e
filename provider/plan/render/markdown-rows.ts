import { markdownText } from '../../findings/render/markdown-text.ts'
import { printable } from '../../findings/printable.ts'
import { factsOf } from '../../model/kinds.ts'
import type { Change, Later } from '../change.ts'
import { titleOf } from '../titles.ts'
import { levelWords, onceWords, reasonWords, SIGN, subjectWords } from '../words.ts'

export const CHANGE_HEADER = '| | Who | On | Level | Why |\n| --- | --- | --- | --- | --- |\n'

/** A text as one cell of a table: no markup, no line break, no mention. */
export function cell(text: string): string {
  return markdownText(printable(text))
}

export function changeRow(change: Change | Later): string {
  return rowOf(change, titleOf(change.asset))
}

/**
 * Groups changes into one row for each verb, kind, subject and level, with the number of assets instead of their names.
 * For plans that are too long to be read change by change.
 */
export function groupedRows(changes: readonly (Change | Later)[]): string[] {
  const groups = Map.groupBy(changes, (change) =>
    JSON.stringify([
      change.verb,
      change.asset.kind,
      subjectWords(change.subject),
      levelWords(change),
      whenOf(change),
    ]),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    return [group.length === 1 ? changeRow(first) : rowOf(first, countOf(group))]
  })
}

function rowOf(change: Change | Later, on: string): string {
  const cells = [
    subjectWords(change.subject),
    on,
    levelWords(change),
    [...change.because.map(reasonWords), ...whenOf(change)].join('; '),
  ].map(cell)
  const sign = `${SIGN[change.verb]} ${change.verb}${'waitsFor' in change ? ', later' : ''}`
  return `| ${sign} | ${cells.join(' | ')} |\n`
}

/** When a change is made that waits. */
function whenOf(change: Change | Later): string[] {
  return 'waitsFor' in change ? [onceWords(change)] : []
}

function countOf(group: readonly Change[]): string {
  const kind = group[0]?.asset.kind ?? 'business'
  return `${group.length} × ${kind === 'business' ? 'Business' : factsOf(kind).title}`
}
