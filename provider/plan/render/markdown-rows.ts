import { counted } from '../../findings/phrases.ts'
import { markdownText } from '../../findings/render/markdown-text.ts'
import { printable } from '../../findings/printable.ts'
import { factsOf } from '../../model/kinds.ts'
import type { Change, Later, Verb } from '../change.ts'
import { givesControl } from '../guard/after.ts'
import { titleOf } from '../titles.ts'
import { levelWords, onceWords, reasonWords, SIGN, subjectWords } from '../words.ts'

export const CHANGE_HEADER = '| | Who | On | Level | Why |\n| --- | --- | --- | --- | --- |\n'

/** A text as one cell of a table: no markup, no line break, no mention. */
export function cell(text: string): string {
  return markdownText(printable(text))
}

export function changeRow(change: Change | Later): string {
  return rowOf(change, cell(titleOf(change.asset)))
}

/**
 * One row for each person, verb, level and reason, those that weigh most first, with all of its assets: what gives control
 * or raises names them in sight, the rest counts them and unfolds.
 */
export function personRows(changes: readonly (Change | Later)[]): string[] {
  const groups = Map.groupBy(changes, (change) => JSON.stringify(cellsOf(change)))
  return [...groups.values()]
    .flatMap((group) => (group[0] === undefined ? [] : [{ first: group[0], group }]))
    .toSorted((a, b) => weightOf(a.first) - weightOf(b.first))
    .map(({ first, group }) => rowOf(first, assetsOf(group)))
}

function assetsOf(group: readonly (Change | Later)[]): string {
  const titles = group.map(({ asset }) => cell(titleOf(asset)))
  const isWeighty = group.some((change) => weightOf(change) < WEIGHTS.indexOf('change'))
  if (titles.length === 1 || isWeighty) return titles.join('<br>')
  return `<details><summary>${counted(titles.length, 'asset')}</summary>${titles.join('<br>')}</details>`
}

/** The verbs by weight; what gives control stands before all of them. */
const WEIGHTS: readonly Verb[] = ['raise', 'change', 'lower', 'revoke', 'grant']

function weightOf({ verb, before, after }: Change): number {
  const gains = givesControl(after?.tasks ?? []) && !givesControl(before?.tasks ?? [])
  return gains ? -1 : WEIGHTS.indexOf(verb)
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
    return [group.length === 1 ? changeRow(first) : rowOf(first, cell(countOf(group)))]
  })
}

function rowOf(change: Change | Later, on: string): string {
  const [sign = '', who = '', level = '', why = ''] = cellsOf(change)
  return `| ${sign} | ${who} | ${on} | ${level} | ${why} |\n`
}

/** All cells but that of the assets. Signs and levels stay on one line. */
function cellsOf(change: Change | Later): string[] {
  const later = 'waitsFor' in change ? ', later' : ''
  return [
    unbroken(`${SIGN[change.verb]} ${change.verb}${later}`),
    cell(subjectWords(change.subject)),
    unbroken(levelWords(change)),
    cell([...change.because.map(reasonWords), ...whenOf(change)].join('; ')),
  ]
}

/** A browser breaks a line at a hyphen, too; a minus sign and an arrow stay whole. */
function unbroken(text: string): string {
  return cell(text.replaceAll('->', '→').replace(/^-/, '−')).replaceAll(' ', '&nbsp;')
}

/** When a change is made that waits. */
function whenOf(change: Change | Later): string[] {
  return 'waitsFor' in change ? [onceWords(change)] : []
}

function countOf(group: readonly Change[]): string {
  const kind = group[0]?.asset.kind ?? 'business'
  return `${group.length} × ${kind === 'business' ? 'Business' : factsOf(kind).title}`
}
