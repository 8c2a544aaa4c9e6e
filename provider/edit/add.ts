import { isCollection, type YAMLMap, type YAMLSeq } from 'yaml'
import type { PlainValue, Splice } from './edit.ts'
import { entryLines, flowText, keyText, layoutOf } from './emit.ts'
import { beginsItsLine, breakOf, columnOf, commentColumn, lineBehind, lineEnd, lineStart } from './lines.ts'
import { commaBehind } from './remove.ts'
import { indented } from './replace.ts'
import { isFlow, slotsOf, type Slot } from './slots.ts'

/** Adds an entry after the last one of a filled collection, in the style of the last one. A mapping needs `key`. */
export function addition(text: string, parent: YAMLMap | YAMLSeq, value: PlainValue, key?: string): Splice[] {
  const last = slotsOf(parent).at(-1)
  if (last === undefined) return []
  if (isFlow(parent)) return flowAddition(text, parent, last, flowEntry(value, key))
  const lines = key === undefined ? dashLines(text, last, value) : pairLines(text, last, key, value)
  return [below(text, last, lines)]
}

function flowEntry(value: PlainValue, key: string | undefined): string {
  return key === undefined ? flowText(value) : `${flowText(key)}: ${flowText(value)}`
}

/** The entry gets its own line when the last entry has one. */
function flowAddition(text: string, parent: YAMLMap | YAMLSeq, last: Slot, entry: string): Splice[] {
  const comma = commaBehind(last, parent)
  const end = comma === undefined ? last.end : comma + 1
  const separator: Splice = { from: last.end, to: last.end, text: ',' }
  if (beginsItsLine(text, last.start)) {
    const line = lineEnd(text, end)
    const rest = text.slice(end, line).trim()
    if (rest === '' || rest.startsWith('#')) {
      const newline = `${breakOf(text)}${' '.repeat(columnOf(text, last.start))}`
      const own = { from: line, to: line, text: `${newline}${entry}${comma === undefined ? '' : ','}` }
      return comma === undefined ? [separator, own] : [own]
    }
  }
  if (comma === undefined) return [{ ...separator, text: `, ${entry}` }]
  return [{ from: end, to: end, text: ` ${entry},` }]
}

/** A list entry whose content begins at the column of the last entry's content. */
function dashLines(text: string, last: Slot, value: PlainValue): string[] {
  const neighbour = last.value
  const content = neighbour?.range?.[0]
  const gap =
    content !== undefined && lineStart(text, content) === lineStart(text, last.start)
      ? Math.max(2, content - last.start)
      : 2
  const block = isCollection(neighbour) && !isFlow(neighbour)
  const column = columnOf(text, last.start) + gap
  const layout = layoutOf(value, { column, entry: true, block })
  const lines = 'inline' in layout ? [layout.inline] : layout.lines
  return lines.map((line, index) => `${(index === 0 ? '-' : '').padEnd(gap)}${line}`)
}

function pairLines(text: string, last: Slot, key: string, value: PlainValue): string[] {
  return entryLines(keyText(key), value, { column: columnOf(text, last.start), block: false })
}

/** Inserts lines below an entry and its own comments; a file without a final line break keeps that form. */
function below(text: string, last: Slot, lines: readonly string[]): Splice {
  const newline = breakOf(text)
  const column = columnOf(text, last.start)
  let at = lineBehind(text, last.end)
  while (at < text.length && (commentColumn(text, at) ?? -1) > column)
    at = lineBehind(text, lineEnd(text, at))
  const body = indented(lines, column, newline)
  const open = at >= text.length && !text.endsWith('\n')
  return { from: at, to: at, text: open ? `${newline}${body}` : `${body}${newline}` }
}
