import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { approvalsOf, approvedDigests, objectionTo } from '../github/approval.ts'
import type { PullRequest } from '../github/pulls.ts'
import type { WrittenStatus } from '../github/statuses.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'

/** A stack with its approved plan. */
export type ApprovedStack = { readonly stack: string; readonly digest: string }

export type Decision = {
  readonly approved: readonly ApprovedStack[]
  readonly refusals: readonly Finding[]
}

/**
 * Finds the approved plan of each stack that a merge changes; somebody else must have seen and approved it. Without an
 * approval nothing may be applied. A stack without an approved plan is refused and stops no other. Of several approved
 * plans, the latest approval's counts.
 */
export function decide(
  stacks: readonly string[],
  pull: PullRequest,
  statuses: readonly WrittenStatus[],
): Decision {
  const approvals = approvalsOf(pull)
  if (approvals.length === 0) {
    const reviews = pull.reviews.map(
      (one) => `the review of ${one.by} ${objectionTo(one, pull) ?? 'no longer counts'}`,
    )
    const args = {
      pull: pull.number,
      commit: pull.head.slice(0, SHORT_DIGEST),
      reviews: reviews.length === 0 ? 'nobody reviewed it' : reviews.join('; '),
    }
    return { approved: [], refusals: [finding('APPROVAL_MISSING', args)] }
  }
  const latestFirst = approvals.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  const plans = stacks.map((stack) => {
    const [digest] = approvedDigests(stack, latestFirst, statuses)
    return { stack, digest }
  })
  return {
    approved: plans.flatMap(({ stack, digest }) => (digest === undefined ? [] : [{ stack, digest }])),
    refusals: plans
      .filter(({ digest }) => digest === undefined)
      .map(({ stack: client }) => finding('PLAN_NOT_APPROVED', { client, pull: pull.number })),
  }
}
