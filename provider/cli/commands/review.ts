import { counted } from '../../findings/phrases.ts'
import { writeAccessFiles } from '../../files/write-access.ts'
import type { Finding } from '../../findings/finding.ts'
import type { Client } from '../../model/model.ts'
import { AGENCY_STACK } from '../../model/stacks.ts'
import { endsIn } from '../../review/ends.ts'
import { reviewMarkdown, type ClientReview } from '../../review/render/markdown.ts'
import { leftItems, openItems } from '../../review/review-client.ts'
import { clientUnknown } from '../client-unknown.ts'
import { momentOf, todayOf, type Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { select, type Choice, type Selection } from '../load.ts'
import type { Format } from '../output.ts'
import type { Proposal } from '../proposal.ts'
import { failed, report } from '../report.ts'
import { reviewLive } from '../review-live.ts'
import { diffOf, proposalOf, type Reviews } from '../review-proposal.ts'
import { reviewerFinding } from '../reviewer.ts'

export type ReviewOptions = Choice & {
  readonly format: Format | 'markdown'
  /** Only what ends within so many days; needs no token. */
  readonly expiring?: number
  readonly write: boolean
  readonly by?: string
}

/**
 * `review`: what a person should look at in the access of the chosen clients (all when none is named), and the change of
 * their files that the evidence speaks for. Reads Meta with GET only, and with `--expiring` not at all; `--write` edits
 * the files and records day and reviewer, without it the change is shown. 2 when open items are left for a person.
 */
export async function review(
  context: Context,
  { format, expiring, write, by, ...choice }: ReviewOptions,
): Promise<ExitCode> {
  const { output } = context
  const plain = format === 'markdown' ? 'text' : format
  const selection = await select({ ...choice, all: choice.all || choice.names.length === 0 }, context)
  if (Array.isArray(selection)) return failed(output, plain, 'review', selection)
  const chosen = selection as Selection
  const { agency, slugs } = chosen
  if (agency && !choice.all && choice.names.length > 0)
    return failed(output, plain, 'review', [clientUnknown(AGENCY_STACK, slugs)])
  const unfit = write || by !== undefined ? reviewerFinding(by, chosen.model.agency) : undefined
  if (unfit !== undefined) return failed(output, plain, 'review', [unfit])
  const reviews =
    expiring === undefined ? await reviewLive(chosen, context) : ending(chosen, expiring, context)
  if (Array.isArray(reviews)) return failed(output, plain, 'review', reviews)
  const proposal = await proposalOf(chosen.model, reviews as Reviews, () => by, context)
  const wrong = write ? await writeAccessFiles(context.root, proposal.files) : []
  return told(context, format, {
    clients: chosen.model.clients,
    reviews: reviews as Reviews,
    proposal,
    wrong,
    write,
  })
}

function ending({ model, clients }: Selection, days: number, context: Context): Reviews {
  return new Map(
    clients.map(({ slug }) => {
      const client = model.clients.find((one) => one.slug === slug)
      return [slug, client === undefined ? [] : endsIn(client, momentOf(context), days)]
    }),
  )
}

type Outcome = {
  readonly clients: readonly Client[]
  readonly reviews: Reviews
  readonly proposal: Proposal
  /** What went wrong when the files were written; none of them is then. */
  readonly wrong: readonly Finding[]
  readonly write: boolean
}

function told(context: Context, format: ReviewOptions['format'], outcome: Outcome): ExitCode {
  const { reviews, proposal, wrong, write } = outcome
  const written = write && wrong.length === 0 ? proposal.files.map(({ path }) => path) : []
  const clients = [...reviews].map(([client, items]): ClientReview => {
    return {
      client,
      findings: items.map(({ finding }) => finding),
      diff: diffOf(outcome.clients, proposal, client),
    }
  })
  const failures = [...proposal.refused, ...wrong]
  const items = [...reviews.values()].flat()
  const left = write ? leftItems(items) : openItems(items)
  const exit = failures.length > 0 ? EXIT.error : left.length > 0 ? EXIT.changes : EXIT.ok
  const common = { command: 'review', exit }
  if (format === 'markdown') {
    const text = reviewMarkdown(clients, todayOf(context))
    return report(context.output, 'text', { ...common, findings: failures, result: {}, text })
  }
  const diffs = write ? [] : clients.map(({ diff }) => diff).filter((diff) => diff !== '')
  const summary = `${summaryText(openItems(items).length, clients.length)}${writtenText(written, left.length)}`
  return report(context.output, format, {
    ...common,
    findings: [...items.map(({ finding }) => finding), ...failures],
    result: { clients: clients.map(({ client, diff }) => ({ client, diff })), written },
    text: [summary, ...diffs].join('\n'),
  })
}

function summaryText(open: number, clients: number): string {
  return `Looked at ${counted(clients, 'client')}: ${open === 0 ? 'nothing open' : counted(open, 'open item')}\n`
}

function writtenText(written: readonly string[], left: number): string {
  if (written.length === 0) return ''
  const rest = left === 0 ? 'Nothing is' : left === 1 ? '1 item is' : `${left} items are`
  return `${written.map((path) => `Wrote ${path}\n`).join('')}${rest} left for a person\n`
}
