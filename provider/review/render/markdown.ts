import type { Finding } from '../../findings/finding.ts'
import { counted } from '../../findings/phrases.ts'
import { printable } from '../../findings/printable.ts'
import { addressText } from '../../findings/render/text.ts'
import { wordsOf } from '../../findings/words.ts'

/** The review of one client: its open items, then what could not be seen. */
export type ClientReview = {
  readonly client: string
  readonly findings: readonly Finding[]
  /** The proposed change as a unified diff; empty without one. */
  readonly diff: string
}

/**
 * A review as the body of a pull request: a checklist per client, and the proposed change of its file. Text from files
 * and from Meta is escaped, so no name becomes a link or a mention.
 */
export function reviewMarkdown(reviews: readonly ClientReview[], today: string): string {
  const open = reviews.filter(({ findings }) => findings.some(isOpen))
  const rest = reviews.length - open.length
  const parts = [
    `# Access review of ${today}\n\n${open.length} of ${counted(reviews.length, 'client')} with open items.\n`,
    ...open.map(clientText),
    ...(rest === 0 ? [] : [`${counted(rest, 'client')} without open items.\n`]),
  ]
  return parts.join('\n')
}

function clientText({ client, findings, diff }: ClientReview): string {
  const items = findings.filter(isOpen).map((one) => `- [ ] ${itemText(one)}\n`)
  const notes = findings.filter((one) => !isOpen(one)).map((one) => `- ${itemText(one)}\n`)
  return [
    `## ${plain(client)}\n\n${items.join('')}`,
    ...(notes.length === 0 ? [] : [`Not seen:\n\n${notes.join('')}`]),
    ...(diff === '' ? [] : [`Proposed change:\n\n${fenced(diff)}`]),
  ].join('\n')
}

function itemText(found: Finding): string {
  const { text, fix } = wordsOf(found)
  const place = found.address === undefined ? '' : ` (\`${addressText(found.address)}\`)`
  return `**${found.code}**${place}: ${plain(text)}. ${plain(fix)}.`
}

function isOpen({ severity }: Finding): boolean {
  return severity !== 'note'
}

/** The fence is longer than any in the text, so a file cannot close it. */
function fenced(diff: string): string {
  const longest = Math.max(2, ...(diff.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}diff\n${diff.split('\n').map(printable).join('\n')}${fence}\n`
}

function plain(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]<>|#~!&]/g, '\\$&')
    .replace(/(^|[^\w.+-])@/g, '$1@\u200B')
}
