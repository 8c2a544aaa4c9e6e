import type { Edit, EditPath, PlainValue } from './edit.ts'
import { pathOf } from './edit.ts'

/**
 * Applies an edit to a file's value, with every scalar as text; `undefined` means no value. A mapping replaces anything
 * on the path that is neither mapping nor list.
 */
export function applyPlain(value: unknown, edit: Edit): unknown {
  return changedAt(value, pathOf(edit), (before) => {
    if ('remove' in edit) return undefined
    const after = asText(edit.value)
    if ('set' in edit) return after
    return [...(Array.isArray(before) ? (before as unknown[]) : []), after]
  })
}

/** The value as it is read back: text, lists and mappings. */
export function asText(value: PlainValue): unknown {
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return (value as readonly PlainValue[]).map(asText)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]))
}

/** The value at a path of a plain value; undefined when there is none. */
export function plainAt(value: unknown, path: EditPath): unknown {
  return path.reduce<unknown>((at, key) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined
  }, value)
}

function changedAt(value: unknown, path: EditPath, change: (before: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  const after = changedAt(plainAt(value, [key]), rest, change)
  if (Array.isArray(value) && typeof key === 'number') {
    const before = value as unknown[]
    return after === undefined
      ? before.filter((_, index) => index !== key)
      : before.map((one, index) => (index === key ? after : one))
  }
  if (after === undefined && (typeof value !== 'object' || value === null)) return value
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {})
  const others = entries.filter(([name]) => name !== key)
  if (after === undefined) return Object.fromEntries(others)
  return entries.length === others.length
    ? Object.fromEntries([...entries, [key, after]])
    : Object.fromEntries(entries.map(([name, one]) => [name, name === key ? after : one]))
}
