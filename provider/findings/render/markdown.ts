import { counted } from '../phrases.ts'
import type { Finding, Severity } from '../finding.ts'
import { printable } from '../printable.ts'
import { wordsOf } from '../words.ts'
import { worstFirst } from '../worst-first.ts'
import { markdownText } from './markdown-text.ts'
import { addressText } from './text.ts'

/** Limits of the table. A comment on GitHub holds 65,536 characters (FACT); the rest is for the text around it. */
export type MarkdownLimits = { readonly rows: number; readonly characters: number }

const LIMITS: MarkdownLimits = { rows: 100, characters: 50_000 }

const HEADER = '| | Where | What | What to do |\n| --- | --- | --- | --- |\n'
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']

/**
 * Findings as a Markdown table, the worst first, under a line that counts them; rows that do not fit are counted below.
 */
export function findingsMarkdown(findings: readonly Finding[], limits: MarkdownLimits = LIMITS): string {
  if (findings.length === 0) return 'No findings\n'
  const rows: string[] = []
  let characters = 0
  for (const finding of worstFirst(findings, limits.rows).shown) {
    const row = rowOf(finding)
    characters += row.length
    if (characters > limits.characters) break
    rows.push(row)
  }
  const cut = findings.length - rows.length
  const table = rows.length === 0 ? '' : `\n${HEADER}${rows.join('')}`
  const more = cut === 0 ? '' : `\nand ${cut} more: \`--format json\` has all of them\n`
  return `${countWords(findings)}\n${table}${more}`
}

/** `2 errors, 1 note`. */
function countWords(findings: readonly Finding[]): string {
  return SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((one) => one.severity === severity).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity))
    .join(', ')
}

function rowOf(finding: Finding): string {
  const { text, fix } = wordsOf(finding)
  const where = finding.address === undefined ? '' : addressText(finding.address)
  const cells = [printable(where), text, fix].map(markdownText)
  return `| ${finding.severity} \`${finding.code}\` | ${cells.join(' | ')} |\n`
}
