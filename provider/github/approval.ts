import type { PullRequest, Review } from './pulls.ts'
import { digestIn, PLAN_CONTEXT, stackIn } from './plan-status.ts'
import type { WrittenStatus } from './statuses.ts'

/** The app of a workflow's own token. Source: GitHub docs, "Automatic token authentication" (FACT). */
export const WORKFLOW_APP = 'github-actions[bot]'

/**
 * The reviews that approve a merge: the last review of a person who may write, is not the author, and saw the last
 * commit.
 */
export function approvalsOf({ author, headAuthor, head, reviews }: PullRequest): Review[] {
  return lastWords(reviews).filter(
    ({ by, state, commit, mayWrite }) =>
      state === 'APPROVED' && commit === head && mayWrite && by !== author && by !== headAuthor,
  )
}

/** Why a review does not count as approval; undefined for one that does. */
export function objectionTo(review: Review, pull: PullRequest): string | undefined {
  if (review.state === 'DISMISSED') return 'was dismissed'
  if (review.state !== 'APPROVED') return 'does not approve'
  if (review.commit !== pull.head) return 'is of an earlier commit'
  if (!review.mayWrite) return 'is by somebody without write access'
  if (review.by === pull.author || review.by === pull.headAuthor) return 'is by the author'
  return undefined
}

/** Each reviewer's last review that is not only a comment. */
function lastWords(reviews: readonly Review[]): Review[] {
  const words = reviews.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
  return [...new Map(words.map((review) => [review.by, review])).values()]
}

/**
 * The approved digests of a stack: for each approval, the plan that the last whole preview before it showed at the
 * head. A later plan is not approved, nor one that this preview left out. Only statuses of our own app count.
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

/**
 * Statuses of the last whole preview. Each preview writes its whole status last, so these lie between the newest whole
 * status and the one before.
 */
function lastPreview(statuses: readonly WrittenStatus[]): readonly WrittenStatus[] {
  const isWhole = ({ context }: WrittenStatus): boolean => context === PLAN_CONTEXT
  const end = statuses.findIndex(isWhole)
  if (end === -1) return []
  const older = statuses.slice(end + 1)
  const start = older.findIndex(isWhole)
  return start === -1 ? older : older.slice(0, start)
}
