import { isCollection, isMap, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Splice } from './edit.ts'
import { beginsItsLine, columnOf, commentColumn, isBlank, lineBehind, lineEnd, lineStart } from './lines.ts'
import { isFlow, slotsOf, type Slot } from './slots.ts'
import type { TreeStep } from './tree.ts'

/**
 * Removes an entry with its own comments: after it on its line, directly above it, and deeper below it. The last entry
 * leaves "[]" or "{}". `above` are the steps to the collection; undefined when no removal is safe.
 */
export function removal(
  text: string,
  { parent, index, slot }: TreeStep,
  above: readonly TreeStep[],
): Splice[] | undefined {
  const slots = slotsOf(parent)
  if (slots.length === 1) {
    const holder = above.at(-1)?.slot
    return holder === undefined ? undefined : emptied(text, parent, slot, holder)
  }
  if (isFlow(parent)) return [flowRemoval(text, parent, slots, index)]
  if (beginsItsLine(text, slot.start)) return [linesOf(text, slot, highestFor(text, slots[index - 1]))]
  return [firstOnLine(text, slot, slots[index + 1])]
}

/**
 * The lines of a block entry: its own, comments directly above at its column, and deeper comments below. Nothing before
 * the offset `highest` changes, except the last line break when the file ends without one.
 */
export function linesOf(text: string, slot: Slot, highest: number): Splice {
  const column = columnOf(text, slot.start)
  let from = Math.max(highest, lineStart(text, slot.start))
  while (from > highest && commentColumn(text, from - 1) === column) from = lineStart(text, from - 1)
  let to = lineBehind(text, slot.end)
  while (to < text.length && (commentColumn(text, to) ?? -1) > column)
    to = lineBehind(text, lineEnd(text, to))
  const atEnd = to >= text.length
  if (from > highest && isBlank(text, from - 1) && (atEnd || isBlank(text, to)))
    from = lineStart(text, from - 1)
  if (atEnd && !text.endsWith('\n') && from > 0) from = lineEnd(text, from - 1)
  return { from, to, text: '' }
}

function highestFor(text: string, before: Slot | undefined): number {
  return before === undefined ? 0 : lineBehind(text, before.end)
}

/** Removes the last entry: the collection becomes "[]" or "{}" behind its key or dash. */
function emptied(text: string, parent: YAMLMap | YAMLSeq, slot: Slot, holder: Slot): Splice[] {
  const empty = isMap(parent) ? '{}' : '[]'
  const [from, to] = [parent.range?.[0] ?? 0, holder.end]
  if (isFlow(parent) || !beginsItsLine(text, slot.start)) {
    const end = text[to - 1] === '\n' ? lineEnd(text, to - 1) : to
    return [{ from, to: end, text: empty }]
  }
  return [
    { from: holder.valueFrom, to: holder.valueFrom, text: ` ${empty}` },
    linesOf(text, slot, lineBehind(text, holder.valueFrom)),
  ]
}

/** An entry on the line of its parent's dash ("- who: ana"): the next entry moves up, or the dash stays alone. */
function firstOnLine(text: string, slot: Slot, next: Slot | undefined): Splice {
  const behind = lineBehind(text, slot.end)
  const joined = next !== undefined && text.slice(behind, next.start).trim() === ''
  if (joined) return { from: slot.start, to: next.start, text: '' }
  const dash = text.slice(0, slot.start).trimEnd().length
  return { from: dash, to: lineEnd(text, behind - 1), text: '' }
}

function flowRemoval(text: string, parent: YAMLMap | YAMLSeq, slots: readonly Slot[], index: number): Splice {
  const slot = slots[index] as Slot
  const [before, next] = [slots[index - 1], slots[index + 1]]
  const comma = commaBehind(slot, parent)
  const end = comma === undefined ? slot.end : comma + 1
  const rest = text.slice(end, lineEnd(text, end)).trim()
  const alone = beginsItsLine(text, slot.start) && (rest === '' || rest.startsWith('#'))
  if (alone) return linesOf(text, { ...slot, end }, highestFor(text, before))
  if (next !== undefined && comma !== undefined && text.slice(end, next.start).trim() === '')
    return { from: slot.start, to: next.start, text: '' }
  if (before !== undefined && next === undefined) {
    const previous = commaBehind(before, parent)
    if (previous !== undefined && text.slice(previous + 1, slot.start).trim() === '')
      return { from: previous, to: comma === undefined ? slot.end : comma, text: '' }
  }
  return { from: slot.start, to: end, text: '' }
}

/** Offset of the comma after a flow entry. */
export function commaBehind(slot: Slot, parent: YAMLMap | YAMLSeq): number | undefined {
  const token = parent.srcToken
  if (!isCollection(parent) || token?.type !== 'flow-collection') return undefined
  const commas = token.items.flatMap(({ start }) => start.filter(({ type }) => type === 'comma'))
  return commas.find(({ offset }) => offset >= slot.end)?.offset
}
