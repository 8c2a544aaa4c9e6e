/**
 * The text with a diff applied. The diff has no line numbers: each hunk ("@@" begins one) finds its own place by its lines,
 * which the text must hold exactly once. Throws where it holds them never or twice, so that no scenario tests nothing.
 */
export function patched(text: string, diff: string): string {
  return diff
    .split(/^@@\n/m)
    .filter((hunk) => hunk !== '')
    .reduce(withHunk, text)
}

function withHunk(text: string, hunk: string): string {
  const edits = hunk.replace(/\n$/, '').split('\n')
  const odd = edits.find((line) => !/^[-+ ]/.test(line))
  if (odd !== undefined)
    throw new Error(`Cannot read "${odd}" as a line of a diff: it begins with no "-", "+" or space`)
  const sideOf = (mark: '-' | '+'): string[] =>
    edits.filter((line) => line.startsWith(mark) || line.startsWith(' ')).map((line) => line.slice(1))
  const [before, after] = [sideOf('-'), sideOf('+')]
  const lines = text.split('\n')
  const places = lines.flatMap((_, at) =>
    before.every((line, index) => lines[at + index] === line) ? [at] : [],
  )
  const [place, ...others] = places
  if (before.length === 0 || place === undefined || others.length > 0)
    throw new Error(
      `Cannot apply the hunk as its old lines occur ${places.length} times in the text, not once:\n${hunk}`,
    )
  return lines.toSpliced(place, before.length, ...after).join('\n')
}
