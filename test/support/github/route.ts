import type { User, World } from './world.ts'

/** One request to a route: its path parameters, query, body and sender. */
export type Asked = {
  readonly world: World
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly user: User
}

/** An answer; the server cuts a list into pages, and counts one that stands `under` a name. */
export type Answer =
  | { readonly status: number; readonly body?: unknown }
  | { readonly list: readonly unknown[]; readonly under?: string }

/** `path` is below the repository, with `:names`; a last `*name` takes the rest of the path. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  /** The page of GitHub's REST docs that says so. */
  readonly source: string
  readonly answer: (asked: Asked) => Answer
}

export const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found', status: '404' } }

/** GitHub's answer to an invalid body. */
export function invalid(field: string, message: string): Answer {
  return {
    status: 422,
    body: { message: 'Validation Failed', errors: [{ field, code: 'custom', message }], status: '422' },
  }
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body }
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function namesOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.map((one: unknown) => (typeof one === 'string' ? one : textOf((one as { name?: unknown }).name)))
    : []
}
