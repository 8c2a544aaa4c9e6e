/** Keeps two characters apart without showing: GitHub then sees neither a name, an issue nor a link in them. */
const APART = '&#8203;'

/**
 * Any text as Markdown that GitHub shows as it is, within one cell of a table: no markup, no HTML, no link, and nobody
 * is called. E-mail addresses stay whole, so that they can be copied: an @ within a word calls nobody.
 * Source: GitHub Flavored Markdown, tables and autolinks (FACT); that "@" and "#" call people and issues in rendered
 * text, where entities do not help but a character of no width does (BG, as Dependabot does it).
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
