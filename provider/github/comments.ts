import type { GitHub } from './connect.ts'
import { isGone, isPassing } from './github-error.ts'

/** Attempts to write a comment: one deleted meanwhile, one lost on the way, and one spare. */
const ROUNDS = 3

type Comment = { readonly id: number; readonly body: string }

/** What happened to a comment. */
export type PutComment = 'created' | 'updated' | 'unchanged'

/**
 * Keeps one comment of ours on a pull request or an issue: it edits the one whose body begins with `marker`, on any
 * page, and writes a deleted one again. Two runs at once end with one comment: the older stays, with the body of the
 * later run. Source: GitHub REST docs, "Issue comments" (FACT; ids grow with time: INFERENCE).
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
      // Somebody deleted it meanwhile, or whether it was written is unknown: look again.
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
 * The app-written comments that begin with the marker, oldest first. A person's comment is never touched, whatever it
 * holds.
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
