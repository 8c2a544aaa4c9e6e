import leven from 'leven'

/** Characters of a value that a finding repeats; its address leads to the rest. */
const MOST_CHARACTERS = 60

/** Names as a list in a sentence; a long list is cut, with the number left out. */
export function listed(names: readonly string[], most = 12): string {
  if (names.length === 0) return 'none'
  const shown = names.slice(0, most).map((name) => `"${brief(name)}"`)
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ')
}

/** The candidate nearest to a mistyped word, if one is near enough. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MOST_CHARACTERS) return undefined
  const limit = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: leven(word, candidate, { maxDistance: limit + 1 }) }))
    .filter(({ distance }) => distance <= limit)
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.candidate
}

/** A value as a sentence repeats it: only its beginning when it is long. */
export function brief(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).toWellFormed()}...` : text
}

/** `1 change`, `2 changes`; `many` is for plurals that an "s" does not make. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
