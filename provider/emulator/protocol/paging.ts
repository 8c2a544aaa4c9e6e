import { FAILURES } from './failures.ts'

/** Source: graph-api 4.5 (INFERENCE): 25 without `limit`, and a greater `limit` is cut to 100. */
const DEFAULT_LIMIT = 25
const MAX_LIMIT = 100

export type PageParams = { readonly limit?: unknown; readonly after?: unknown; readonly before?: unknown }

export type Page<T> = {
  readonly items: readonly T[]
  readonly cursors: { readonly before: string; readonly after: string } | undefined
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** One page of `items`, sorted by id so that a cursor survives changes. */
export function pageOf<T>(items: readonly T[], idOf: (item: T) => string, params: PageParams): Page<T> {
  const limit = limitOf(params.limit)
  const sorted = items.map((item) => ({ item, id: idOf(item) })).sort((a, b) => compareIds(a.id, b.id))
  const range = rangeOf(sorted, params, limit)
  const page = sorted.slice(range.start, range.end)
  const first = page[0]
  const last = page.at(-1)
  return {
    items: page.map(({ item }) => item),
    cursors:
      first === undefined || last === undefined
        ? undefined
        : { before: cursorAt(first.id), after: cursorAt(last.id) },
    hasNext: range.end < sorted.length,
    hasPrevious: range.start > 0,
  }
}

/** The effective `limit`; throws code 100 for an invalid one. */
function limitOf(limit: unknown): number {
  if (limit === undefined || limit === '') return DEFAULT_LIMIT
  const number = Number(limit)
  if (!Number.isInteger(number) || number < 1)
    throw FAILURES.invalid('Param limit must be an integer greater than or equal to 1')
  return Math.min(number, MAX_LIMIT)
}

function rangeOf(sorted: readonly { readonly id: string }[], { after, before }: PageParams, limit: number) {
  if (typeof before === 'string' && before !== '') {
    const id = idAt(before)
    const found = sorted.findIndex((one) => compareIds(one.id, id) >= 0)
    const end = found === -1 ? sorted.length : found
    return { start: Math.max(0, end - limit), end }
  }
  if (typeof after === 'string' && after !== '') {
    const id = idAt(after)
    const found = sorted.findIndex((one) => compareIds(one.id, id) > 0)
    const start = found === -1 ? sorted.length : found
    return { start, end: Math.min(sorted.length, start + limit) }
  }
  return { start: 0, end: Math.min(sorted.length, limit) }
}

const PREFIX = 'QVFI'

function cursorAt(id: string): string {
  return PREFIX + Buffer.from(id).toString('base64url')
}

function idAt(cursor: string): string {
  if (!cursor.startsWith(PREFIX)) throw FAILURES.invalid('Invalid cursors values')
  return Buffer.from(cursor.slice(PREFIX.length), 'base64url').toString()
}

/** Compares ids as numbers, without parsing them. */
function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : a > b ? 1 : 0
}
