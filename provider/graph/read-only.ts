import { WriteRefused } from './write-refused.ts'
import type { Transport } from './transport.ts'

/**
 * A transport that cannot write: a dry run holds this one, so no flag can be forgotten.
 * A batch passes only if each of its operations is a GET (its outer request is a POST: graph-api 4.6).
 */
export function readOnly(transport: Transport): Transport {
  return async (request) => {
    if (request.method === 'GET') return transport(request)
    const operations = request.method === 'POST' && isRoot(request.path) ? request.params['batch'] : undefined
    const refused = Array.isArray(operations) ? operations.find((one) => methodOf(one) !== 'GET') : request
    if (refused !== undefined) throw new WriteRefused(methodOf(refused), pathOf(refused, request.path))
    return transport(request)
  }
}

function isRoot(path: string): boolean {
  return /^v\d+\.\d+\/?$/.test(path)
}

function methodOf(operation: unknown): string {
  const method =
    operation !== null && typeof operation === 'object' ? Reflect.get(operation, 'method') : undefined
  return typeof method === 'string' ? method.toUpperCase() : 'unknown'
}

function pathOf(operation: object, fallback: string): string {
  const path: unknown = Reflect.get(operation, 'relative_url') ?? Reflect.get(operation, 'path')
  return typeof path === 'string' ? (path.split('?')[0] ?? fallback) : fallback
}
