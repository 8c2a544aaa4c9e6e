import type { GitHub } from './connect.ts'
import { isGone, isPassing } from './github-error.ts'

/** How often a comment is looked for again: once deleted, once lost on the way, and one to spare. */
const ROUNDS = 3

type Comment = { readonly id: number; readonly body: string }

/** What became of a comment. */
export type PutComment = 'created' | 'updated' | 'unchanged'

/**
 * Keeps one comment of ours on a pull request or an issue: the one whose body begins with `marker` is edited in place,
 * beyond the first page too; one that somebody deleted is written again. Two runs at once end with one comment: the older
 * stays, with the body of whoever came last. Source: GitHub REST docs, "Issue comments" (FACT; ids grow with time: INFERENCE).
 */
export async function putComment(
  github: GitHub,
  number: number,
  marker: string,
  body: string,
): Promise<PutComment> {
  for (let round = 1; ; round += 1) {
    try {
      return await putOnce(github, number, marker, body)
    } catch (error) {
      // Somebody deleted it in between, or nobody knows whether it was written: look again.
      if (round >= ROUNDS || !(isGone(error) || isPassing(error))) throw error
    }
  }
}

async function putOnce(github: GitHub, number: number, marker: string, body: string): Promise<PutComment> {
  const { rest, repo } = github
  const [found] = await ownComments(github, number, marker)
  if (found?.body === body) return 'unchanged'
  if (found !== undefined) {
    await rest.issues.updateComment({ ...repo, comment_id: found.id, body })
    return 'updated'
  }
  const { data: created } = await rest.issues.createComment({ ...repo, issue_number: number, body })
  const [oldest] = await ownComments(github, number, marker)
  if (oldest === undefined || oldest.id >= created.id) return 'created'
  await rest.issues.updateComment({ ...repo, comment_id: oldest.id, body })
  await rest.issues.deleteComment({ ...repo, comment_id: created.id })
  return 'updated'
}

/**
 * The comments that begin with the marker and were written by an app, oldest first: what a person writes is the person's,
 * whatever it looks like.
 */
async function ownComments(
  { rest, paginate, repo }: GitHub,
  number: number,
  marker: string,
): Promise<Comment[]> {
  const all = await paginate(rest.issues.listComments, { ...repo, issue_number: number, per_page: 100 })
  return all
    .filter(({ body, user }) => user?.type === 'Bot' && body?.startsWith(marker) === true)
    .map(({ id, body }) => ({ id, body: body ?? '' }))
    .sort((a, b) => a.id - b.id)
}
