import { FAILURES } from './failures.ts'

/** One item of a `fields` parameter: `name.argument(value)...{nested}`. */
export type FieldSelection = {
  readonly name: string
  readonly args: Readonly<Record<string, string>>
  readonly fields: readonly FieldSelection[] | undefined
}

/**
 * Parses field expansion: `id,assigned_users.limit(5).business(9){id,tasks}`. Source: graph-api 4.6 (FACT). Throws code
 * 2500 for a syntax error.
 */
export function parseFields(text: string): FieldSelection[] {
  const reader = { text: text.replaceAll(/\s+/g, ''), at: 0 }
  const items = parseList(reader)
  if (reader.at < reader.text.length) throw FAILURES.syntax(reader.text.slice(reader.at))
  return items
}

/** The text that `parseFields` parses into these items. */
export function formatFields(items: readonly FieldSelection[]): string {
  return items
    .map(({ name, args, fields }) => {
      const calls = Object.entries(args).map(([key, value]) => `.${key}(${value})`)
      return `${name}${calls.join('')}${fields === undefined ? '' : `{${formatFields(fields)}}`}`
    })
    .join(',')
}

type Reader = { readonly text: string; at: number }

function parseList(reader: Reader): FieldSelection[] {
  const items: FieldSelection[] = []
  for (;;) {
    if (!/[\w]/.test(reader.text[reader.at] ?? '')) break
    items.push(parseItem(reader))
    if (reader.text[reader.at] !== ',') break
    reader.at += 1
  }
  return items
}

function parseItem(reader: Reader): FieldSelection {
  const name = word(reader)
  const args: Record<string, string> = {}
  while (reader.text[reader.at] === '.') {
    reader.at += 1
    const key = word(reader)
    args[key] = argument(reader)
  }
  if (reader.text[reader.at] !== '{') return { name, args, fields: undefined }
  reader.at += 1
  const fields = parseList(reader)
  expect(reader, '}')
  return { name, args, fields }
}

function word(reader: Reader): string {
  const match = /^\w+/.exec(reader.text.slice(reader.at, reader.at + 100))
  if (match === null) throw FAILURES.syntax(reader.text.slice(reader.at))
  reader.at += match[0].length
  return match[0]
}

function argument(reader: Reader): string {
  expect(reader, '(')
  const end = reader.text.indexOf(')', reader.at)
  if (end === -1) throw FAILURES.syntax(reader.text.slice(reader.at))
  const value = reader.text.slice(reader.at, end)
  reader.at = end + 1
  return value
}

function expect(reader: Reader, character: string): void {
  if (reader.text[reader.at] !== character) throw FAILURES.syntax(reader.text.slice(reader.at))
  reader.at += 1
}
