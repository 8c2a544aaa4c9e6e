/** Lines of context around a change. */
const CONTEXT = 3

type Line = { readonly sign: ' ' | '-' | '+'; readonly text: string }

/** The change of `path` as a unified diff; empty without one. `before` is undefined for a new file. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  if (before === after) return ''
  const lines = compared(linesOf(before ?? ''), linesOf(after))
  const head = `--- ${before === undefined ? '/dev/null' : `a/${path}`}\n+++ b/${path}\n`
  return head + hunksOf(lines).map(hunkText).join('')
}

/** Lines with their breaks, so that another or a missing break is a difference. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Skips equal lines at both ends first, which keeps the table of the rest small. */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  let [start, end] = [0, 0]
  const most = Math.min(before.length, after.length)
  while (start < most && before[start] === after[start]) start += 1
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const same = (text: string): Line => ({ sign: ' ', text })
  return [
    ...before.slice(0, start).map(same),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ]
}

/** The longest common subsequence, from a table of its lengths. */
function middle(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1
  const table = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const here = i * width + j
      table[here] =
        before[i] === after[j]
          ? (table[here + width + 1] ?? 0) + 1
          : Math.max(table[here + width] ?? 0, table[here + 1] ?? 0)
    }
  }
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [gone, come] = [before[i], after[j]]
    if (gone !== undefined && gone === come) {
      lines.push({ sign: ' ', text: gone })
      i += 1
      j += 1
    } else if (
      gone !== undefined &&
      (come === undefined || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
    ) {
      lines.push({ sign: '-', text: gone })
      i += 1
    } else {
      lines.push({ sign: '+', text: come ?? '' })
      j += 1
    }
  }
  return lines
}

type Hunk = { readonly before: number; readonly after: number; readonly lines: readonly Line[] }

/** Changes with their context; changes whose contexts meet share a hunk. */
function hunksOf(lines: readonly Line[]): Hunk[] {
  const hunks: Hunk[] = []
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]))
  for (let at = 0; at < changed.length;) {
    const from = Math.max(0, (changed[at] ?? 0) - CONTEXT)
    let last = changed[at] ?? 0
    while (at < changed.length && (changed[at] ?? 0) <= last + 2 * CONTEXT + 1) last = changed[at++] ?? last
    const above = lines.slice(0, from)
    hunks.push({
      before: above.filter(({ sign }) => sign !== '+').length,
      after: above.filter(({ sign }) => sign !== '-').length,
      lines: lines.slice(from, last + CONTEXT + 1),
    })
  }
  return hunks
}

function hunkText({ before, after, lines }: Hunk): string {
  const size = (other: '+' | '-'): number => lines.filter(({ sign }) => sign !== other).length
  const range = (above: number, count: number): string => `${count === 0 ? above : above + 1},${count}`
  const body = lines.map(({ sign, text }) =>
    text.endsWith('\n') ? `${sign}${text}` : `${sign}${text}\n\\ No newline at end of file\n`,
  )
  return `@@ -${range(before, size('+'))} +${range(after, size('-'))} @@\n${body.join('')}`
}
