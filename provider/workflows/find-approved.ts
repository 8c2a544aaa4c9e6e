import type { RunContext } from '../runs/wiring/context.ts'
import { select } from '../runs/wiring/select.ts'
import { firstParents } from '../files/git.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { overridesInMessages } from '../github/overrides.ts'
import { pullsOfCommits, readPull } from '../github/pulls.ts'
import { statusesOf } from '../github/statuses.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { decide, type ApprovedStack } from './decide.ts'

/** The approved stacks of a push to the branch, and the refusals of the others. */
export type Approved = {
  readonly approved: readonly ApprovedStack[]
  readonly refusals: readonly Finding[]
  readonly pull: number | undefined
  readonly overrides: Overrides
}

const NOTHING: Approved = { approved: [], refusals: [], pull: undefined, overrides: {} }

/**
 * Finds the pull request that a push merged, and the plans approved in it. Reads GitHub, but needs no token of Meta's.
 * A push that changes no access needs no pull request.
 */
export async function findApproved(
  context: RunContext,
  github: GitHub,
  before: string,
  after: string,
): Promise<Approved> {
  const selection = await select({ names: [], all: false, changedSince: before }, context)
  if (!('model' in selection)) return { ...NOTHING, refusals: selection }
  const stacks = [...(selection.agency ? [AGENCY_STACK] : []), ...selection.clients.map(({ slug }) => slug)]
  if (stacks.length === 0) return NOTHING
  const commit = after.slice(0, SHORT_DIGEST)
  const commits = await firstParents(context.root, before, after)
  if (commits === undefined) return { ...NOTHING, refusals: [finding('REF_UNKNOWN', { ref: before })] }
  const [pull, ...more] = await pullsOfCommits(github, commits)
  if (pull === undefined || more.includes(undefined))
    return { ...NOTHING, refusals: [finding('PULL_REQUEST_MISSING', { commit })] }
  if (more.length > 0) {
    const pulls = [pull, ...more].map((number) => `#${number}`).join(', ')
    return { ...NOTHING, pull, refusals: [finding('PULL_REQUESTS_MIXED', { commit, pulls })] }
  }
  const found = await readPull(github, pull)
  const decision = decide(stacks, found, await statusesOf(github, found.head))
  return { ...decision, pull, overrides: overridesInMessages(found.messages) }
}
