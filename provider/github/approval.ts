import type { PullRequest, Review } from './pulls.ts'
import { digestIn, PLAN_CONTEXT, stackIn } from './plan-status.ts'
import type { WrittenStatus } from './statuses.ts'

/** The app of a workflow's own token. Source: GitHub docs, "Automatic token authentication" (FACT). */
export const WORKFLOW_APP = 'github-actions[bot]'

/** The reviews that approve what was merged: the last word of somebody else who may write, on the last commit. */
export function approvalsOf({ author, headAuthor, head, reviews }: PullRequest): Review[] {
  return lastWords(reviews).filter(
    ({ by, state, commit, mayWrite }) =>
      state === 'APPROVED' && commit === head && mayWrite && by !== author && by !== headAuthor,
  )
}

/** Why a review is no approval of this pull request, in words; undefined for one that is. */
export function objectionTo(review: Review, pull: PullRequest): string | undefined {
  if (review.state === 'DISMISSED') return 'was dismissed'
  if (review.state !== 'APPROVED') return 'does not approve'
  if (review.commit !== pull.head) return 'is of an earlier commit'
  if (!review.mayWrite) return 'is by somebody without write access'
  if (review.by === pull.author || review.by === pull.headAuthor) return 'is by the author'
  return undefined
}

/** A comment changes nobody's mind: each reviewer's last other review counts. */
function lastWords(reviews: readonly Review[]): Review[] {
  const words = reviews.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
  return [...new Map(words.map((review) => [review.by, review])).values()]
}

/**
 * The digests of a stack that somebody has seen and approved: for each approval the plan that stood at the head when it was
 * given. A plan that came later nobody has approved, nor one that its preview left out. Only statuses of our own app count.
 * `statuses` has the newest first; GitHub's times are whole seconds.
 */
export function approvedDigests(
  stack: string,
  approvals: readonly Review[],
  statuses: readonly WrittenStatus[],
  app: string = WORKFLOW_APP,
): Set<string> {
  const own = statuses.filter(({ by }) => by === app)
  return new Set(
    approvals.flatMap(({ at }) => {
      const before = own.filter((status) => Date.parse(status.at) <= Date.parse(at))
      const shown = lastPreview(before).find((status) => stackIn(PLAN_CONTEXT, status) === stack)
      return shown === undefined ? [] : (digestIn(shown) ?? [])
    }),
  )
}

/** What the last whole preview wrote: the status of the whole closes it, and the one before closed the one before. */
function lastPreview(statuses: readonly WrittenStatus[]): readonly WrittenStatus[] {
  const isWhole = ({ context }: WrittenStatus): boolean => context === PLAN_CONTEXT
  const end = statuses.findIndex(isWhole)
  if (end === -1) return []
  const older = statuses.slice(end + 1)
  const start = older.findIndex(isWhole)
  return start === -1 ? older : older.slice(0, start)
}
