import type { GraphApi } from './api.ts'
import { errorWithoutCode } from './envelope.ts'
import { GraphError } from './graph-error.ts'
import { fieldOf, textOf } from './json.ts'

export type GraphRow = Readonly<Record<string, unknown>>

/** Rows to a page. Source: graph-api 4.5; the default of 25 needs four times as many requests. */
export const PAGE_SIZE = 100
const SMALLEST_PAGE = 5

/** 100,000 rows, far above the size of any agency; a longer list has no end, and each page costs a request of our quota. */
const MOST_PAGES = 1_000

/**
 * Reads every row of an edge, or of the pages behind a `next` link. Only an absent `next` ends it: a short or even
 * empty page can have a successor (graph-api 4.5, FACT). When Meta says the data is too much, it reads the same page at
 * half the size. Throws GraphError, also for an answer without a list: that is not an empty list.
 */
export async function listAll(
  api: GraphApi,
  from: readonly string[] | string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<GraphRow[]> {
  const rows: GraphRow[] = []
  const followed = new Set<string>()
  let limit = PAGE_SIZE
  let link = typeof from === 'string' ? from : undefined
  for (;;) {
    const page = await orTooMuch(
      link === undefined ? api.call('GET', from, { ...params, limit }) : api.call('GET', link),
    )
    if (page instanceof GraphError) {
      if (limit <= SMALLEST_PAGE) throw page
      limit = Math.max(SMALLEST_PAGE, Math.floor(limit / 2))
      link = link === undefined ? undefined : withLimit(link, limit)
      continue
    }
    // Not spread into one call: a page may have more rows than a call may have arguments.
    for (const row of rowsWithIds(page)) rows.push(row)
    link = nextOf(page)
    if (link === undefined) return rows
    if (followed.has(link) || followed.size === MOST_PAGES) throw notAList('a list whose pages never end')
    followed.add(link)
  }
}

/**
 * The rows of one page, or of an expanded edge, which Meta leaves out when it is empty (graph-api 1.5, LIVE-CLAIM).
 * Throws GraphError for anything else without rows.
 */
export function rowsOf(page: unknown): GraphRow[] {
  if (page === undefined) return []
  const data: unknown = fieldOf(page, 'data')
  if (!Array.isArray(data) || !data.every(isRow)) throw notAList('an answer without rows')
  return data
}

/**
 * The same where each row has to be something: a row without a text as its id is not known to be anything, so the list
 * proves nothing of what it lacks.
 */
export function rowsWithIds(page: unknown): GraphRow[] {
  const rows = rowsOf(page)
  if (!rows.every(({ id }) => typeof id === 'string' && id !== '')) throw notAList('a row without an id')
  return rows
}

/** Meta's link to the next page. */
export function nextOf(page: unknown): string | undefined {
  return textOf(fieldOf(fieldOf(page, 'paging'), 'next'))
}

function isRow(value: unknown): value is GraphRow {
  return value !== null && typeof value === 'object'
}

/** The answer; an error that a smaller page avoids is returned and not thrown. */
async function orTooMuch(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof GraphError && error.kind === 'too-much-data') return error
    throw error
  }
}

function notAList(message: string): GraphError {
  return errorWithoutCode({ method: 'GET', path: 'list', status: 200 }, 'refused', message)
}

function withLimit(next: string, limit: number): string {
  const url = new URL(next)
  url.searchParams.set('limit', String(limit))
  return url.href
}
