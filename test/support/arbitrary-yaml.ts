import * as fc from 'fast-check'
import type { EditPath, PlainValue } from '../../provider/edit/edit.ts'

// YAML as people write it, generated so that each line belongs to one known path of the value.

/** A line and its entry; the lines of brackets belong to the entry that holds them. */
type OwnedLine = { readonly text: string; readonly of: EditPath }

/** A value, and one of the many ways to write it. */
export type Written = {
  readonly value: PlainValue
  readonly lines: readonly OwnedLine[]
  readonly newline: '\n' | '\r\n'
  readonly lastBreak: boolean
}

type Node =
  | { readonly scalar: string; readonly quote: '' | "'" | '"'; readonly comment: string }
  | {
      readonly flow: 'list' | 'map'
      readonly items: readonly string[]
      readonly comment: string
      readonly lined: boolean
    }
  | {
      readonly list: readonly Entry[]
      readonly indent: number
      readonly comment: string
      readonly gap: number
    }
  | { readonly map: readonly Entry[]; readonly indent: number; readonly comment: string }

type Entry = {
  readonly node: Node
  readonly above: readonly string[]
  readonly below: readonly string[]
  readonly blank: boolean
}

const WORDS = [
  'ana',
  'act_1',
  '1001',
  'ACME | FR',
  'a: b',
  'x #y',
  'true',
  '2026-01-01',
  "it's",
  '*star',
  '- dash',
]
export const KEYS = ['who', 'asset', 'team', 'until', 'levels', 'note']

export const anyScalar = fc.constantFrom(...WORDS)
const comment = fc.constantFrom('', '', ' # note', '   # ben: [x], "q"')
const owns = fc.array(fc.constantFrom('own', 'own: two'), { maxLength: 2 })

const leaf: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ scalar: anyScalar, quote: fc.constantFrom('' as const, "'" as const, '"' as const), comment }),
  fc.record({
    flow: fc.constantFrom('list' as const, 'map' as const),
    items: fc.uniqueArray(anyScalar, { maxLength: 4 }),
    comment,
    lined: fc.boolean(),
  }),
)

const entryOf = (node: fc.Arbitrary<Node>): fc.Arbitrary<Entry> =>
  fc.record({ node, above: owns, below: owns, blank: fc.boolean() })

const inner = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.record({
      list: fc.array(entryOf(tie('node')), { minLength: 1, maxLength: 4 }),
      indent: fc.constantFrom(0, 1, 2, 5),
      comment,
      gap: fc.constantFrom(2, 2, 4),
    }),
    fc.record({
      map: fc.array(entryOf(tie('node')), { minLength: 1, maxLength: 4 }),
      indent: fc.constantFrom(1, 2, 4),
      comment,
    }),
  ),
})).node

/** Documents of mappings, lists and scalars in any style, with comments everywhere. */
export const anyWritten: fc.Arbitrary<Written> = fc
  .record({
    top: fc.array(entryOf(inner), { minLength: 2, maxLength: 4 }),
    newline: fc.constantFrom('\n' as const, '\r\n' as const),
    lastBreak: fc.boolean(),
  })
  .map(({ top, newline, lastBreak }) => {
    const node: Node = { map: top, indent: 0, comment: '' }
    return { value: valueOf(node), lines: mapLines(top, 0, []), newline, lastBreak }
  })

export function textOf({ lines, newline, lastBreak }: Written): string {
  return lines.map(({ text }) => text).join(newline) + (lastBreak ? newline : '')
}

function valueOf(node: Node): PlainValue {
  if ('scalar' in node) return node.scalar
  if ('flow' in node) {
    return node.flow === 'list'
      ? node.items
      : Object.fromEntries(node.items.map((one, at) => [KEYS[at] ?? '', one]))
  }
  if ('list' in node) return node.list.map((entry) => valueOf(entry.node))
  return Object.fromEntries(node.map.map((entry, at) => [KEYS[at] ?? '', valueOf(entry.node)]))
}

function mapLines(entries: readonly Entry[], column: number, path: EditPath): OwnedLine[] {
  return entries.flatMap((entry, at) => {
    const key = KEYS[at] ?? ''
    return framed(entry, column, [...path, key], at, (of) => headed(`${key}:`, entry.node, column, of))
  })
}

function listLines(entries: readonly Entry[], column: number, gap: number, path: EditPath): OwnedLine[] {
  return entries.flatMap((entry, at) =>
    framed(entry, column, [...path, at], at, (of) => {
      const { node } = entry
      if ('map' in node) {
        const own = mapLines(node.map.map(withoutAbove), column + gap, of)
        return own.map((line, index) =>
          index === 0
            ? { ...line, text: `${' '.repeat(column)}${'-'.padEnd(gap)}${line.text.trimStart()}` }
            : line,
        )
      }
      return headed('-'.padEnd(gap - 1), node, column, of)
    }),
  )
}

/** An entry on the line of a dash has no room for a comment above. */
function withoutAbove(entry: Entry, index: number): Entry {
  return index === 0 ? { ...entry, above: [], blank: false } : entry
}

function framed(
  { above, below, blank }: Entry,
  column: number,
  of: EditPath,
  index: number,
  body: (of: EditPath) => OwnedLine[],
): OwnedLine[] {
  const pad = ' '.repeat(column)
  return [
    ...(blank && index > 0 ? [{ text: '', of: of.slice(0, -1) }] : []),
    ...above.map((text) => ({ text: `${pad}# ${text}`, of })),
    ...body(of),
    ...below.map((text) => ({ text: `${pad}         # ${text}`, of })),
  ]
}

function headed(head: string, node: Node, column: number, of: EditPath): OwnedLine[] {
  const pad = ' '.repeat(column)
  if ('scalar' in node) return [{ text: `${pad}${head} ${scalarText(node)}${node.comment}`, of }]
  if ('flow' in node) return flowLines(`${pad}${head} `, node, column, of)
  const first = { text: `${pad}${head}${node.comment}`, of }
  if ('map' in node) return [first, ...mapLines(node.map, column + Math.max(1, node.indent), of)]
  const indent = head.startsWith('-') ? Math.max(1, node.indent) : node.indent
  return [first, ...listLines(node.list, column + indent, node.gap, of)]
}

function flowLines(
  head: string,
  node: Extract<Node, { flow: unknown }>,
  column: number,
  of: EditPath,
): OwnedLine[] {
  const [open, close] = node.flow === 'list' ? '[]' : '{}'
  const items = node.items.map((one, at) => `${node.flow === 'list' ? '' : `${KEYS[at]}: `}${quoted(one)}`)
  if (!node.lined || items.length === 0)
    return [{ text: `${head}${open}${items.join(', ')}${close}${node.comment}`, of }]
  const pad = ' '.repeat(column + 3)
  return [
    { text: `${head}${open}`, of },
    ...items.map((one, at) => ({
      text: `${pad}${one}${at < items.length - 1 ? ',' : ''}${node.comment}`,
      of,
    })),
    { text: `${pad}${close}`, of },
  ]
}

function scalarText({ scalar, quote }: Extract<Node, { scalar: unknown }>): string {
  if (quote === "'") return `'${scalar.replaceAll("'", "''")}'`
  const plain = /^[\w.-]*$/.test(scalar)
  return quote === '"' || !plain ? quoted(scalar) : scalar
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
