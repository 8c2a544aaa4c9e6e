import type { Edit } from '../edit/edit.ts'
import { unifiedDiff } from '../edit/unified-diff.ts'
import { readAccessFiles } from '../files/read-access.ts'
import type { Client, Model } from '../model/model.ts'
import type { ReviewItem } from '../review/item.ts'
import { recordOf } from '../review/review-client.ts'
import { momentOf, todayOf, type Context } from './context.ts'
import { propose, type Proposal } from './proposal.ts'

/** What a review found, by client. */
export type Reviews = ReadonlyMap<string, readonly ReviewItem[]>

/** The files as the reviews would have them; with a reviewer of a client, its review is recorded as done today. */
export async function proposalOf(
  { clients, agency }: Model,
  reviews: Reviews,
  reviewerOf: (client: Client) => string | undefined,
  context: Context,
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

/** What a proposal changes in the file of one client. */
export function diffOf(clients: readonly Client[], proposal: Proposal, slug: string): string {
  const path = clients.find((client) => client.slug === slug)?.file
  const file = proposal.files.find((one) => one.path === path)
  return file === undefined ? '' : unifiedDiff(file.path, file.before, file.text)
}
