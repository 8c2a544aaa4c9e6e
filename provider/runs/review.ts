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
  /** Only what ends within this many days; needs no token. */
  readonly expiring?: number
  readonly write: boolean
  readonly by?: string
}

/** The items of a review, the proposed edits, and what was written. */
export type ReviewedRun = {
  readonly exit: ExitCode
  readonly clients: readonly Client[]
  readonly reviews: Reviews
  readonly proposal: Proposal
  /** Items that still need somebody to act. */
  readonly open: number
  /** Open items that the written files do not settle. */
  readonly left: number
  /** Paths of the written files; empty when one write failed. */
  readonly written: readonly string[]
  /** Refused edits and failed writes. */
  readonly failures: readonly Finding[]
}

/**
 * Lists what a person should check in the access of the chosen clients (all when none is named), with the edits that
 * the evidence supports. Reads Meta with GET only, and not at all with `expiring`. `write` edits the files and records
 * the day and the reviewer. Exits with 2 when open items are left.
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
