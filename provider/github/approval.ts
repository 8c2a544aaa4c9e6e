import type { PullRequest, Review } from './pulls.ts'
import { digestIn, PLAN_CONTEXT, stackIn } from './plan-status.ts'
import type { WrittenStatus } from './statuses.ts'

/** The app of a workflow's own token. Source: GitHub docs, "Automatic token authentication" (FACT). */
export const WORKFLOW_APP = 'github-actions[bot]'

/**
 * The reviews that approve a merge: the last review of a person who may write, has no part in what it approves
 * (`origin.ts`), and saw the last commit. Logins ignore case (FACT).
 */
export function approvalsOf(pull: PullRequest): Review[] {
  return lastWords(pull.reviews).filter((review) => objectionTo(review, pull) === undefined)
}

/** The reviews that ask for changes and stand: the last word of somebody who may write, whatever commit it was of. */
export function requestsIn({ reviews }: PullRequest): Review[] {
  return lastWords(reviews).filter(({ state, mayWrite }) => state === 'CHANGES_REQUESTED' && mayWrite)
}

/** Why a review does not count as approval; undefined for one that does. */
export function objectionTo(review: Review, { author, head, origin }: PullRequest): string | undefined {
  if (review.state === 'DISMISSED') return 'was dismissed'
  if (review.state !== 'APPROVED') return 'does not approve'
  if (review.commit !== head) return 'is of an earlier commit'
  if (!review.mayWrite) return 'is by somebody without write access'
  if (review.by.toLowerCase() === author.toLowerCase()) return 'is by the author'
  if (origin.excluded.has(review.by.toLowerCase()))
    return 'is by somebody who pushed to it or started a run that did'
  return undefined
}

/** Each reviewer's last review that is not only a comment. */
function lastWords(reviews: readonly Review[]): Review[] {
  const words = reviews.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
  return [...new Map(words.map((review) => [review.by, review])).values()]
}

/**
 * The plan of a stack that an approval approved: the one that the last whole preview before it showed at the head. A
 * later plan is not approved, nor one that this preview left out. Only statuses of our own app count. `statuses` has
 * the newest first; GitHub's times are whole seconds.
 */
export function approvedDigest(
  stack: string,
  { at }: Review,
  statuses: readonly WrittenStatus[],
  app: string = WORKFLOW_APP,
): string | undefined {
  const own = statuses.filter(({ by }) => by === app)
  const before = own.filter((status) => Date.parse(status.at) <= Date.parse(at))
  const shown = lastPreview(before).find((status) => stackIn(PLAN_CONTEXT, status) === stack)
  return shown === undefined ? undefined : digestIn(shown)
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
