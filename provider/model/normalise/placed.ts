import type { Placed } from '../place.ts'
import { locate, type Source } from '../read/source.ts'
import { valueAt } from '../read/wrong-value.ts'

type KeyPath = readonly (string | number)[]

/** The addresses of the value at `path` and of everything inside it, down to `depth` levels. */
export function placed(source: Source, path: KeyPath, depth = 2): Required<Placed> {
  const inside = keyPathsIn(valueAt(source.value, path), depth)
  return {
    at: locate(source, path),
    places: Object.fromEntries(inside.map((keys) => [keys.join('.'), locate(source, [...path, ...keys])])),
  }
}

function keyPathsIn(value: unknown, depth: number): KeyPath[] {
  if (depth === 0 || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...keyPathsIn(inner, depth - 1).map((keys) => [key, ...keys]),
  ])
}
