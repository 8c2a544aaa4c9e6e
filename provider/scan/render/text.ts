import { counted } from '../../findings/phrases.ts'
import { printable } from '../../findings/printable.ts'
import { wrap } from '../../findings/wrap.ts'
import type { Summary } from '../summary.ts'

/** Most parts that get a line of their own; for more of them a terminal shows the count alone. */
const MOST_LINES = 40

/** The summary of a scan: a line for each part with findings, and one that counts; at most `width` columns. */
export function scanText(summaries: readonly Summary[], width = 80): string {
  const telling = summaries.filter(({ looked, codes }) => !looked || Object.keys(codes).length > 0)
  const lines = telling
    .slice(0, MOST_LINES)
    .flatMap((one) => wrap(`${one.stack}: ${stateWords(one)}`, width, '', '  '))
  const cut = telling.length - MOST_LINES
  const more = cut > 0 ? [`and ${cut} more: --format json has all of them`] : []
  return `${[...lines, ...more, countWords(summaries)].map(printable).join('\n')}\n`
}

function stateWords({ looked, open, codes }: Summary): string {
  const parts = Object.entries(codes).map(([code, count]) => `${count} ${codeWords(code)}`)
  if (!looked) return `not scanned (${parts.join(', ')})`
  return `${open === 0 ? 'ok' : `${open} open`} (${parts.join(', ')})`
}

/** `SCAN_LEVEL_ABOVE` as "level above"; the finding itself shows the code. */
function codeWords(code: string): string {
  return code
    .replace(/^SCAN_/, '')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase()
}

function countWords(summaries: readonly Summary[]): string {
  const open = summaries.filter((one) => !one.looked || one.open > 0).length
  const total = `Scanned ${counted(summaries.length, 'part')} of the estate`
  return open === 0 ? `${total}: all ok` : `${total}: ${open} with open items`
}
