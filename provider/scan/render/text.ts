import { counted } from '../../findings/phrases.ts'
import { printable } from '../../findings/printable.ts'
import { wrap } from '../../findings/wrap.ts'
import type { Summary } from '../summary.ts'

/** Lines for parts with something to tell; beyond these only the count is of use on a terminal. */
const MOST_LINES = 40

/** What a scan came to, a line for each part with something to tell, and one that counts; at most `width` columns. */
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
  const parts = Object.entries(codes).map(([code, count]) => `${count} ${code}`)
  if (!looked) return `not looked at (${parts.join(', ')})`
  return `${open === 0 ? 'in order' : `${open} open`} (${parts.join(', ')})`
}

function countWords(summaries: readonly Summary[]): string {
  const open = summaries.filter((one) => !one.looked || one.open > 0).length
  const total = `Looked at ${counted(summaries.length, 'part')} of the estate`
  return open === 0 ? `${total}: all in order` : `${total}: ${open} with something open`
}
