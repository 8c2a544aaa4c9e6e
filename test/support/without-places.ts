/** A model or desired access without its addresses: equal for files that differ only in positions. */
export function withoutPlaces(value: unknown): unknown {
  if (value instanceof Map) return withoutPlaces(Object.fromEntries(value))
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (typeof value !== 'object' || value === null) return value
  const rest = Object.entries(value).filter(([key]) => key !== 'at' && key !== 'places')
  return Object.fromEntries(rest.map(([key, inner]) => [key, withoutPlaces(inner)]))
}
