import { writeAccessFiles } from '../files/write-access.ts'
import type { Proposal } from '../edit/proposal.ts'
import type { Finding } from '../findings/finding.ts'
import type { Client } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { endsIn } from '../review/ends.ts'
import { leftItems, openItems } from '../review/review-client.ts'
import { reviewerFinding } from '../review/reviewer.ts'
import { readReviews } from './read-reviews.ts'
import { proposalOf, type Reviews } from './review-proposal.ts'
import { clientUnknown } from './wiring/client-unknown.ts'
import { momentOf, type RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { select, type Choice, type Selection } from './wiring/select.ts'

export type ReviewOrder = Choice & {
  /** Only what ends within so many days; needs no token. */
  readonly expiring?: number
  readonly write: boolean
  readonly by?: string
}

/** What a review found, the change that it proposes, and what it wrote of it. */
export type ReviewedRun = {
  readonly exit: ExitCode
  readonly clients: readonly Client[]
  readonly reviews: Reviews
  readonly proposal: Proposal
  /** Items that nobody has to act on any more are not counted. */
  readonly open: number
  /** Open items that the written files have not settled. */
  readonly left: number
  /** The files that were written; none where one of them could not be. */
  readonly written: readonly string[]
  /** Why edits were refused and files not written. */
  readonly failures: readonly Finding[]
}

/**
 * What a person should look at in the access of the chosen clients (all when none is named), and the change of their files
 * that the evidence speaks for. Reads Meta with GET only, and with `expiring` not at all; `write` edits the files and
 * records day and reviewer. 2 when open items are left for a person.
 */
export async function reviewRun(
  context: RunContext,
  { expiring, write, by, ...choice }: ReviewOrder,
): Promise<ReviewedRun | { readonly errors: readonly Finding[] }> {
  const selection = await select({ ...choice, all: choice.all || choice.names.length === 0 }, context)
  if (!('model' in selection)) return { errors: selection }
  const { agency, slugs, model } = selection
  if (agency && !choice.all && choice.names.length > 0)
    return { errors: [clientUnknown(AGENCY_STACK, slugs)] }
  const unfit = write || by !== undefined ? reviewerFinding(by, model.agency) : undefined
  if (unfit !== undefined) return { errors: [unfit] }
  const read =
    expiring === undefined
      ? await readReviews(selection, context)
      : { reviews: endings(selection, expiring, context) }
  if ('errors' in read) return read
  const { reviews } = read
  const proposal = await proposalOf(model, reviews, () => by, context)
  const wrong = write ? await writeAccessFiles(context.root, proposal.files) : []
  const failures = [...proposal.refused, ...wrong]
  const items = [...reviews.values()].flat()
  const left = write ? leftItems(items) : openItems(items)
  return {
    exit: failures.length > 0 ? EXIT.error : left.length > 0 ? EXIT.changes : EXIT.ok,
    clients: model.clients,
    reviews,
    proposal,
    open: openItems(items).length,
    left: left.length,
    written: write && wrong.length === 0 ? proposal.files.map(({ path }) => path) : [],
    failures,
  }
}

function endings({ model, clients }: Selection, days: number, context: RunContext): Reviews {
  return new Map(
    clients.map(({ slug }) => {
      const client = model.clients.find((one) => one.slug === slug)
      return [slug, client === undefined ? [] : endsIn(client, momentOf(context), days)]
    }),
  )
}
