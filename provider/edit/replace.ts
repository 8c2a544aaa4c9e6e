import { isCollection, isScalar, type Node, type YAMLMap, type YAMLSeq } from 'yaml'
import type { PlainValue, Splice } from './edit.ts'
import { flowText, layoutOf, scalarText, type Quotes } from './emit.ts'
import { beginsItsLine, breakOf, columnOf, lineBehind, lineEnd, lineStart } from './lines.ts'
import { linesOf } from './remove.ts'
import { isFlow, slotsOf, type Slot } from './slots.ts'
import type { TreeStep } from './tree.ts'

/** Writes another value into a slot; the rest of its line stays. */
export function replacement(text: string, { parent, slot }: TreeStep, value: PlainValue): Splice[] {
  const { value: old } = slot
  const quotes = quotesOf(old)
  if (isFlow(parent)) return [inPlace(text, slot, flowText(value, quotes))]
  if (typeof value !== 'object') return inlined(text, slot, scalarText(value, quotes))
  const layout = layoutOf(value, frameOf(text, slot, parent))
  return 'inline' in layout ? inlined(text, slot, layout.inline) : onLines(text, slot, parent, layout.lines)
}

function frameOf(text: string, slot: Slot, parent: YAMLMap | YAMLSeq) {
  const entry = parent.srcToken?.type === 'block-seq'
  const old = slot.value
  const block = isCollection(old) && !isFlow(old)
  return { column: columnOf(text, slot.valueFrom), entry, block: entry && block }
}

/** Puts the value on the line of its key or dash, and removes the lines of the old value. */
function inlined(text: string, slot: Slot, inline: string): Splice[] {
  const first = ownLines(text, slot)
  if (first === undefined) return [inPlace(text, slot, inline)]
  return [{ from: slot.valueFrom, to: slot.valueFrom, text: ` ${inline}` }, first]
}

function inPlace(text: string, slot: Slot, inline: string): Splice {
  const from = slot.value?.range?.[0] ?? slot.valueFrom
  const to = text[slot.end - 1] === '\n' && slot.end > from ? lineEnd(text, slot.end - 1) : slot.end
  const space = slot.value === undefined && /\S/.test(text[slot.valueFrom - 1] ?? ' ') ? ' ' : ''
  return { from, to, text: `${space}${inline}` }
}

/** Puts the value on its own lines, in place of the old one or below the key. */
function onLines(text: string, slot: Slot, parent: YAMLMap | YAMLSeq, lines: readonly string[]): Splice[] {
  const newline = breakOf(text)
  const old = ownLines(text, slot)
  if (old !== undefined) {
    const column = columnOf(text, slot.value?.range?.[0] ?? 0)
    // A list may begin at the column of its key, a mapping may not.
    const least = columnOf(text, slot.start) + 1
    const body = indented(lines, column < least ? least + 1 : column, newline)
    const open = old.to >= text.length && !text.endsWith('\n')
    return [{ ...old, text: open ? `${newline}${body}` : `${body}${newline}` }]
  }
  const column = columnOf(text, slot.start)
  if (parent.srcToken?.type === 'block-seq') {
    const from = slot.value?.range?.[0] ?? slot.valueFrom
    const inner = columnOf(text, from)
    return [inPlace(text, slot, indented(lines, inner, newline).trimStart())]
  }
  const end = lineEnd(text, slot.end === 0 ? 0 : slot.end - (text[slot.end - 1] === '\n' ? 1 : 0))
  return [
    { from: slot.valueFrom, to: Math.min(slot.end, end), text: '' },
    { from: end, to: end, text: `${newline}${indented(lines, column + 2, newline)}` },
  ]
}

/** The lines of a block collection that begins below its key or dash. */
function ownLines(text: string, slot: Slot): Splice | undefined {
  const { value } = slot
  if (!isCollection(value) || isFlow(value)) return undefined
  const [first] = slotsOf(value)
  if (first === undefined || !beginsItsLine(text, first.start)) return undefined
  if (lineStart(text, first.start) === lineStart(text, slot.valueFrom)) return undefined
  return linesOf(text, { ...first, end: slot.end }, lineBehind(text, slot.valueFrom))
}

/** Indents lines, without a break after the last one. */
export function indented(lines: readonly string[], column: number, newline: string): string {
  return lines.map((line) => `${' '.repeat(column)}${line}`).join(newline)
}

function quotesOf(old: Node | undefined): Quotes | undefined {
  if (!isScalar(old)) return undefined
  return old.type === 'QUOTE_SINGLE' || old.type === 'QUOTE_DOUBLE' ? old.type : undefined
}
