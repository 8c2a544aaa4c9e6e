import { fieldOf, textOf } from './json.ts'
import type { GraphRequest } from './transport.ts'

/** The part of a request that would write. */
export type Write = { readonly method: string; readonly path: string }

/**
 * The first part of a request that could write at Meta; undefined when all of it only reads. A batch only reads when
 * each operation does (its outer request is a POST: graph-api 4.6). Meta also takes a method or a batch from the
 * parameters of a GET (BACKGROUND, graph-api 4.6), so a read may not have these.
 */
export function writeIn({ method, path, params }: GraphRequest): Write | undefined {
  const request = { method: method.toUpperCase(), path }
  if (method === 'GET') return hasQuery(path) || overrides(Object.keys(params)) ? request : undefined
  const { batch, ...others } = params
  if (method !== 'POST' || !isRoot(path) || !Array.isArray(batch) || overrides(Object.keys(others)))
    return request
  const operations: readonly unknown[] = batch
  const write = operations.find((operation) => !isRead(operation))
  return write === undefined ? undefined : writeOf(write, path)
}

const OPERATION_KEYS: readonly string[] = ['method', 'relative_url']

function isRead(operation: unknown): boolean {
  const url = textOf(fieldOf(operation, 'relative_url'))
  if (url === undefined || methodOf(operation) !== 'GET') return false
  if (Object.keys(operation as object).some((key) => !OPERATION_KEYS.includes(key))) return false
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''
  return !overrides([...new URLSearchParams(query).keys()])
}

function writeOf(operation: unknown, fallback: string): Write {
  const url = textOf(fieldOf(operation, 'relative_url')) ?? fallback
  return { method: methodOf(operation) ?? 'unknown', path: url.split('?')[0] ?? fallback }
}

function methodOf(operation: unknown): string | undefined {
  return textOf(fieldOf(operation, 'method'))?.toUpperCase()
}

function overrides(keys: readonly string[]): boolean {
  return keys.some((key) => /^\W*(method|batch)\b/i.test(key))
}

function hasQuery(path: string): boolean {
  return /[?#]/.test(path)
}

function isRoot(path: string): boolean {
  return /^v\d+\.\d+\/?$/.test(path)
}
