import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { counted, listed } from '../findings/phrases.ts'
import { approvalsOf, approvedDigest, objectionTo, requestsIn } from '../github/approval.ts'
import type { OwnedFile } from '../github/owners.ts'
import type { PullRequest, Review } from '../github/pulls.ts'
import type { WrittenStatus } from '../github/statuses.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'

/** A stack with its approved plan. */
export type ApprovedStack = { readonly stack: string; readonly digest: string }

export type Decision = {
  readonly approved: readonly ApprovedStack[]
  readonly refusals: readonly Finding[]
}

/**
 * Finds the approved plan of each stack that a merge changes; enough others must have seen and approved it, for each
 * file of `filesOf(stack)` as many of its owners. Without an approval, with a review that asks for changes, or where
 * GitHub does not show whose it is, nothing may be applied. A stack without an approved plan is refused and stops no
 * other. Of several approved plans, the latest approval's counts.
 */
export function decide(
  stacks: readonly string[],
  pull: PullRequest,
  statuses: readonly WrittenStatus[],
  filesOf: (stack: string) => readonly OwnedFile[],
): Decision {
  const refusal = refusalOf(pull)
  if (refusal !== undefined) return { approved: [], refusals: [refusal] }
  const approvals = approvalsOf(pull).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  const approved: ApprovedStack[] = []
  const refusals: Finding[] = []
  for (const stack of stacks) {
    const found = approvedPlan(stack, pull, approvals, statuses, filesOf(stack))
    if (typeof found === 'string') approved.push({ stack, digest: found })
    else refusals.push(found)
  }
  return { approved, refusals }
}

/** Why nothing of a pull request may be applied, whatever its plans are. */
function refusalOf(pull: PullRequest): Finding | undefined {
  const { number, origin, reviews } = pull
  if (origin.unknown !== undefined)
    return finding('ORIGIN_UNKNOWN', { pull: number, current: origin.unknown })
  const requests = requestsIn(pull).map(({ by }) => by)
  if (requests.length > 0) return finding('CHANGES_REQUESTED', { pull: number, by: listed(requests) })
  const approvals = approvalsOf(pull).length
  if (approvals >= origin.people) return undefined
  const said = reviews.map((one) => `the review of ${one.by} ${objectionTo(one, pull) ?? 'approves'}`)
  return finding('APPROVAL_MISSING', {
    pull: number,
    commit: pull.head.slice(0, SHORT_DIGEST),
    people: counted(origin.people, 'valid approval'),
    reviews: said.length === 0 ? 'nobody reviewed it' : said.join('; '),
  })
}

/** The digest that enough owners approved, or why there is none. `approvals` has the latest first. */
function approvedPlan(
  stack: string,
  { number, origin: { people } }: PullRequest,
  approvals: readonly Review[],
  statuses: readonly WrittenStatus[],
  files: readonly OwnedFile[],
): string | Finding {
  const byDigest = Map.groupBy(approvals, (approval) => approvedDigest(stack, approval, statuses))
  const lacks: Finding[] = []
  for (const [digest, own] of byDigest) {
    if (digest === undefined || own.length < people) continue
    const lack = files
      .map((file) => lackOf(stack, number, file, own, people))
      .find((one) => one !== undefined)
    if (lack === undefined) return digest
    lacks.push(lack)
  }
  return lacks[0] ?? finding('PLAN_NOT_APPROVED', { client: stack, pull: number })
}

function lackOf(
  client: string,
  pull: number,
  { path, owners, by }: OwnedFile,
  approvals: readonly Review[],
  people: number,
): Finding | undefined {
  if (owners === undefined) return undefined
  const answers = approvals.map((one) => by.get(one.by.toLowerCase()))
  if (answers.filter((answer) => answer === true).length >= people) return undefined
  const args = { client, pull, file: path, owners: owners.join(' ') }
  return answers.includes(undefined)
    ? finding('OWNERS_UNKNOWN', args)
    : finding('OWNER_APPROVAL_MISSING', { ...args, people: counted(people, 'approval') })
}
