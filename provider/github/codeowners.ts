/** A line of CODEOWNERS: a pattern, and its owners as written; without owners, nobody owns what it matches. */
export type OwnerRule = { readonly matches: RegExp; readonly owners: readonly string[] }

/** Where GitHub looks for it; the first one counts. Source: GitHub docs, "About code owners" (FACT). */
export const CODEOWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

/** GitHub loads no larger file. Source: GitHub docs, "About code owners", CODEOWNERS file size (FACT). */
export const MOST_BYTES = 3 * 1024 * 1024

const OWNER = /^(?:@[\w.-]+(?:\/[\w.-]+)?|[^\s@]+@[^\s@]+\.[^\s@]+)$/

/**
 * Reads CODEOWNERS. Source: GitHub docs, "About code owners", syntax (FACT): patterns are those of .gitignore without
 * `!`, `[ ]` and an escaped `#`; a line that is not valid is skipped, as if it were not there. GitLab's sections are
 * such lines.
 */
export function readOwnerRules(text: string): OwnerRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const words = (line.replace(/(^|\s)#.*$/, '').match(/(?:\\.|\S)+/g) ?? []).map(String)
    const [pattern, ...owners] = words
    if (pattern === undefined || /^!|[[\]]|^\\#/.test(pattern)) return []
    return owners.every((owner) => OWNER.test(owner)) ? [{ matches: patternOf(pattern), owners }] : []
  })
}

/** The owners of a path, by the last rule that matches it; undefined where nobody owns it. Paths mind case. */
export function ownersOf(rules: readonly OwnerRule[], path: string): readonly string[] | undefined {
  const rule = rules.findLast(({ matches }) => matches.test(path))
  return rule === undefined || rule.owners.length === 0 ? undefined : rule.owners
}

/**
 * A slash before the end anchors a pattern at the top; a name stands for a folder and all in it, but a last part with
 * `*` for files only: `docs/*` owns nothing in a folder of docs.
 */
function patternOf(written: string): RegExp {
  const pattern = written.replace(/\\(.)/g, '$1')
  const isFolder = pattern.endsWith('/')
  const inner = pattern.replace(/^\//, '').replace(/\/$/, '')
  const isAnchored = pattern.startsWith('/') || inner.includes('/')
  const body = inner
    .split(/(\*\*\/|\/\*\*$|\*+|\?)/)
    .map((part) => GLOBS[part] ?? (/^\*+$/.test(part) ? '[^/]*' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')))
    .join('')
  const last = inner.slice(inner.lastIndexOf('/') + 1)
  const end = isFolder ? '/.*' : last.includes('*') ? '' : '(?:/.*)?'
  return new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${body}${end}$`, 's')
}

const GLOBS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '/**': '/.*', '?': '[^/]' }
