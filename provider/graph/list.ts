import type { GraphApi } from './api.ts'
import { GraphError } from './graph-error.ts'

export type Row = Readonly<Record<string, unknown>>

/** Rows asked for at once. Source: graph-api 4.5; the default of 25 makes four times as many requests. */
export const PAGE_SIZE = 100
const SMALLEST_PAGE = 5

/**
 * Every row of an edge, or of what follows a `next` link, whatever the number of pages. Only an absent `next` ends it: a short or even empty page can
 * have a successor (graph-api 4.5). When Meta says the data is too much, the same page is asked for at half the size.
 */
export async function listAll(
  api: GraphApi,
  from: readonly string[] | string,
  params: Record<string, unknown> = {},
): Promise<Row[]> {
  const rows: Row[] = []
  let limit = PAGE_SIZE
  let next = typeof from === 'string' ? from : undefined
  const path = typeof from === 'string' ? [] : from
  do {
    try {
      const page: unknown = await (next === undefined
        ? api.call('GET', path, { ...params, limit })
        : api.call('GET', next))
      rows.push(...rowsOf(page))
      next = nextOf(page)
    } catch (error) {
      if (!(error instanceof GraphError) || error.kind !== 'too-much-data' || limit <= SMALLEST_PAGE)
        throw error
      limit = Math.floor(limit / 2)
      next = next === undefined ? undefined : withLimit(next, limit)
    }
  } while (next !== undefined)
  return rows
}

/** The rows of one page or of an expanded edge; an expanded edge without rows is left out by Meta (graph-api 1.5). */
export function rowsOf(page: unknown): Row[] {
  const data = fieldOf(page, 'data')
  return Array.isArray(data) ? (data as Row[]) : []
}

/** The link to the next page, as Meta gives it. */
export function nextOf(page: unknown): string | undefined {
  const next = fieldOf(fieldOf(page, 'paging'), 'next')
  return typeof next === 'string' ? next : undefined
}

function withLimit(next: string, limit: number): string {
  const url = new URL(next)
  url.searchParams.set('limit', String(limit))
  return url.href
}

function fieldOf(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined
}
