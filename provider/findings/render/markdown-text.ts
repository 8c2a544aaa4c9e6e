/** An invisible character between two others: GitHub then sees neither a name, an issue nor a link in them. */
const APART = '&#8203;'

/**
 * A text as Markdown that GitHub shows unchanged, within one cell of a table: no markup, HTML, link or mention. E-mail
 * addresses stay whole and can be copied: an @ within a word mentions nobody. Source: GitHub Flavored Markdown, tables
 * and autolinks (FACT); that "@" and "#" mention people and issues in rendered text, where entities do not help but a
 * character of no width does (BACKGROUND, as Dependabot does it).
 */
export function markdownText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`)
    .replace(/#(?=\d)/g, `#${APART}`)
    .replaceAll('$', '<span>$</span>')
    .replace(/(?<![\w.+-])@(?=\w)/g, `@${APART}`)
    .replace(/\bGH-(?=\d)/gi, (mark) => `${mark}${APART}`)
    .replace(/:(?=\/\/)/g, `:${APART}`)
    .replace(/\b(www)\./gi, `$1${APART}.`)
    .replace(/\s+/g, ' ')
}
