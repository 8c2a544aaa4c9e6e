import { Document, Scalar, YAMLSeq } from 'yaml'
import type { PlainValue } from './edit.ts'

/** Most columns of a mapping or list in brackets; a longer one is written line by line. */
const MOST_COLUMNS = 110

/** A value as text: on the line of its key or dash, or on its own lines. */
export type Layout = { readonly inline: string } | { readonly lines: readonly string[] }

/** The quotes of a scalar. */
export type Quotes = 'QUOTE_SINGLE' | 'QUOTE_DOUBLE'

/** Where a value goes: its column, whether it is a list entry, and whether its neighbours are written line by line. */
export type Frame = { readonly column: number; readonly entry: boolean; readonly block: boolean }

/**
 * Lays out a value in block style. A mapping or list of scalars goes into brackets while it fits, and so does a mapping
 * in a list, unless its neighbours are written line by line.
 */
export function layoutOf(value: PlainValue, frame: Frame): Layout {
  if (typeof value !== 'object') return { inline: scalarText(value) }
  const flow = flowText(value)
  const fits = frame.column + flow.length <= MOST_COLUMNS
  return isFlowText(value, frame) && fits ? { inline: flow } : { lines: blockLines(value, frame) }
}

/** A scalar after a key; `quotes` are the quotes to prefer. */
export function scalarText(value: string | number, quotes?: Quotes): string {
  return printed(scalarOf(value, quotes))
}

/** A value on one line, as it can be written inside brackets. */
export function flowText(value: PlainValue, quotes?: Quotes): string {
  if (typeof value !== 'object') {
    const list = new YAMLSeq()
    list.flow = true
    list.items = [scalarOf(value, quotes)]
    return printed(list).slice('['.length, -']'.length).trim()
  }
  if (Array.isArray(value))
    return `[${(value as readonly PlainValue[]).map((one) => flowText(one)).join(', ')}]`
  const pairs = Object.entries(value).map(([key, one]) => `${flowText(key)}: ${flowText(one)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

/** A key of a mapping in block style. */
export function keyText(key: string): string {
  return scalarText(key)
}

function scalarOf(value: string | number, quotes: Quotes | undefined): Scalar {
  const scalar = new Scalar(value)
  if (typeof value === 'string') scalar.type = quotes ?? (/[\r\n]/.test(value) ? 'QUOTE_DOUBLE' : 'PLAIN')
  return scalar
}

function printed(node: Scalar | YAMLSeq): string {
  return new Document({ k: node }).toString({ lineWidth: 0, blockQuote: false }).trimEnd().slice('k: '.length)
}

function isFlowText(value: PlainValue & object, { entry, block }: Frame): boolean {
  const inner = Array.isArray(value) ? (value as readonly PlainValue[]) : Object.values(value)
  if (inner.length === 0) return true
  if (entry && block) return false
  return inner.every((one) => typeof one !== 'object') || (entry && !Array.isArray(value))
}

function blockLines(value: PlainValue & object, { column, block }: Frame): string[] {
  if (Array.isArray(value)) {
    return (value as readonly PlainValue[]).flatMap((one) => {
      const layout = layoutOf(one, { column: column + 2, entry: true, block })
      if ('inline' in layout) return [`- ${layout.inline}`]
      return layout.lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`)
    })
  }
  return Object.entries(value).flatMap(([key, one]) => entryLines(keyText(key), one, { column, block }))
}

/** A key with its value on the same line or on lines below. */
export function entryLines(
  key: string,
  value: PlainValue,
  { column, block }: Omit<Frame, 'entry'>,
): string[] {
  const layout = layoutOf(value, { column: column + key.length + 2, entry: false, block })
  if ('inline' in layout) return [`${key}: ${layout.inline}`]
  const below = layoutOf(value, { column: column + 2, entry: false, block })
  const lines = 'lines' in below ? below.lines : [below.inline]
  return [`${key}:`, ...lines.map((line) => `  ${line}`)]
}
