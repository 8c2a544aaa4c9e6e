import type { Edit } from '../edit/edit.ts'
import { unifiedDiff } from '../edit/unified-diff.ts'
import { readAccessFiles } from '../files/read-access.ts'
import type { Client, Model } from '../model/model.ts'
import type { ReviewItem } from '../review/item.ts'
import { recordOf } from '../review/review-client.ts'
import { momentOf, todayOf, type RunContext } from './wiring/context.ts'
import { propose, type Proposal } from '../edit/proposal.ts'

/** What a review found, by client. */
export type Reviews = ReadonlyMap<string, readonly ReviewItem[]>

/** The files with the edits of the reviews; for a client with a reviewer, today's review is recorded as well. */
export async function proposalOf(
  { clients, agency }: Model,
  reviews: Reviews,
  reviewerOf: (client: Client) => string | undefined,
  context: RunContext,
): Promise<Proposal> {
  const { files } = await readAccessFiles(context.root)
  const edits = new Map<string, readonly Edit[]>()
  for (const client of clients) {
    const items = reviews.get(client.slug)
    if (items === undefined) continue
    const by = reviewerOf(client)
    edits.set(client.file, [
      ...items.flatMap((item) => item.edits),
      ...(by === undefined ? [] : [recordOf(todayOf(context), by)]),
    ])
  }
  return propose(files, edits, momentOf(context), agency.former)
}

/** The diff of one client's file; empty without a change. */
export function diffOf(clients: readonly Client[], proposal: Proposal, slug: string): string {
  const path = clients.find((client) => client.slug === slug)?.file
  const file = proposal.files.find((one) => one.path === path)
  return file === undefined ? '' : unifiedDiff(file.path, file.before, file.text)
}
