/** A patch laid over a value: mappings go into each other, all else is replaced. */
export function merged(base: unknown, patch: unknown): unknown {
  if (!isMapping(base) || !isMapping(patch)) return patch
  const keys = [...new Set([...Object.keys(base), ...Object.keys(patch)])]
  return Object.fromEntries(
    keys.map((key) => [key, key in patch ? merged(base[key], patch[key]) : base[key]]),
  )
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
