import type { NarrowlyApplied } from '../runs/apply-narrowly.ts'
import { counted } from '../findings/phrases.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import { markdownText } from '../findings/render/markdown-text.ts'
import { changeWords, SIGN } from '../plan/words.ts'

/** The result of applying parts of plans, as Markdown for a job's summary. */
export function narrowMarkdown(title: string, clients: readonly NarrowlyApplied[]): string {
  const parts = clients.map(({ stack, done, left, findings }) => {
    const rows = done.map((change) => {
      const words = `${SIGN[change.verb]} ${changeWords(change)}`
      return `- ${markdownText(words)}`
    })
    const rest =
      left.length === 0 ? [] : [`Pending until an apply: ${counted(left.length, 'other change')} of the plan`]
    const told = findings.length === 0 ? [] : [findingsMarkdown(findings)]
    return [`### ${markdownText(stack)}`, rows.join('\n'), ...rest, ...told]
      .filter((one) => one !== '')
      .join('\n\n')
  })
  return [`## ${title}`, ...(parts.length === 0 ? ['Nothing to do.'] : parts)].join('\n\n')
}
