import { counted } from '../../findings/phrases.ts'
import { reviewMarkdown, type ClientReview } from '../../review/render/markdown.ts'
import { diffOf } from '../../runs/review-proposal.ts'
import { reviewRun, type ReviewOrder, type ReviewedRun } from '../../runs/review.ts'
import { todayOf } from '../../runs/wiring/context.ts'
import type { ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'

export type ReviewOptions = ReviewOrder & { readonly format: Format }

/** `review`: what a person should check in the access of clients, with the edits proposed for it. */
export async function review(context: Context, { format, ...order }: ReviewOptions): Promise<ExitCode> {
  const { output } = context
  const plain = format === 'markdown' ? 'text' : format
  const reviewed = await reviewRun(context, order)
  if ('errors' in reviewed) return failed(output, plain, 'review', reviewed.errors)
  const { exit, written, failures } = reviewed
  const clients = clientReviews(reviewed)
  const common = { command: 'review', exit }
  if (format === 'markdown') {
    const text = reviewMarkdown(clients, todayOf(context))
    return report(output, plain, { ...common, findings: failures, result: {}, text })
  }
  const diffs = order.write ? [] : clients.map(({ diff }) => diff).filter((diff) => diff !== '')
  return report(output, format, {
    ...common,
    findings: [...clients.flatMap(({ findings }) => findings), ...failures],
    result: { clients: clients.map(({ client, diff }) => ({ client, diff })), written },
    text: [`${summaryText(reviewed)}${writtenText(reviewed)}`, ...diffs].join('\n'),
  })
}

function clientReviews({ clients, reviews, proposal }: ReviewedRun): ClientReview[] {
  return [...reviews].map(([client, items]) => {
    const findings = items.map(({ finding }) => finding)
    return { client, findings, diff: diffOf(clients, proposal, client) }
  })
}

function summaryText({ open, reviews }: ReviewedRun): string {
  return `Looked at ${counted(reviews.size, 'client')}: ${open === 0 ? 'nothing open' : counted(open, 'open item')}\n`
}

function writtenText({ written, left }: ReviewedRun): string {
  if (written.length === 0) return ''
  const rest = left === 0 ? 'Nothing is' : left === 1 ? '1 item is' : `${left} items are`
  return `${written.map((path) => `Wrote ${path}\n`).join('')}${rest} left for a person\n`
}
