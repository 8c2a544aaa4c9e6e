/** The reason and ticket that a text states; null without one. */
export type Stated = { readonly reason: string | null; readonly ticket: string | null }

/**
 * Reads reason and ticket from a commit's message or a pull request's description: `Reason: ...` on its own line, bold
 * or in a list, or the first line under a heading of that name. HTML comments of a template are ignored.
 */
export function statedIn(text: string): Stated {
  const lines = text.replace(/<!--[\s\S]*?(?:-->|$)/g, '').split(/\r?\n/)
  return { reason: valueOf('reason', lines), ticket: valueOf('ticket', lines) }
}

function valueOf(name: string, lines: readonly string[]): string | null {
  const inline = new RegExp(`^[\\s*_>-]*${name}[*_]*\\s*:[\\s*_]*(\\S.*?)[\\s*_]*$`, 'i')
  const heading = new RegExp(`^#{1,6}\\s+${name}\\b`, 'i')
  for (const [index, line] of lines.entries()) {
    const stated = inline.exec(line)?.[1]
    if (stated !== undefined) return stated
    if (!heading.test(line)) continue
    const next = lines.slice(index + 1).find((one) => one.trim() !== '')
    if (next !== undefined && !next.startsWith('#')) return next.trim()
  }
  return null
}
