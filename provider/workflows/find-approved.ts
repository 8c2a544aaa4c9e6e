import type { RunContext } from '../runs/wiring/context.ts'
import { select } from '../runs/wiring/select.ts'
import { changedPaths, firstParents } from '../files/git.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { pushedPastMerge } from '../github/activity.ts'
import { approvalsOf } from '../github/approval.ts'
import { defaultBranch } from '../github/branches.ts'
import type { GitHub } from '../github/connect.ts'
import { MOST_JOBS } from '../github/names.ts'
import { ownedFiles } from '../github/owners.ts'
import { overridesInMessages } from '../github/overrides.ts'
import { pullsOfCommits, readPull, type PullRequest } from '../github/pulls.ts'
import { statusesOf } from '../github/statuses.ts'
import { readAccessFilesAt } from '../files/read-git.ts'
import { slugIn } from '../model/access-files.ts'
import { buildModel } from '../model/build.ts'
import type { Model } from '../model/model.ts'
import { movedBetween } from '../model/moved-files.ts'
import { momentOf } from '../runs/wiring/context.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { ownerRulesAt, teamsClient } from './owner-rules.ts'
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
 * A push that changes no access needs no pull request. Who may approve what says CODEOWNERS as it was before the push.
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
  const branch = await defaultBranch(github)
  const [pull, ...more] = await pullsOfCommits(github, commits, branch)
  if (pull === undefined || more.includes(undefined))
    return { ...NOTHING, refusals: [finding('PULL_REQUEST_MISSING', { commit })] }
  if (more.length > 0) {
    const pulls = [pull, ...more].map((number) => `#${number}`).join(', ')
    return { ...NOTHING, pull, refusals: [finding('PULL_REQUESTS_MIXED', { commit, pulls })] }
  }
  const found = await withMerge(github, branch, after, await readPull(github, pull))
  const rules = await ownerRulesAt(context.root, before)
  const paths = await changedPaths(context.root, before, after)
  if (rules === undefined || paths === undefined)
    return { ...NOTHING, pull, refusals: [finding('OWNERS_UNREAD', { pull })] }
  const approvers = approvalsOf(found).map(({ by }) => by)
  const files = await ownedFiles(teamsClient(context.env) ?? github, rules, paths, approvers)
  const concerns = await concernsIn(context, selection.model, before)
  const decision = decide(stacks, found, await statusesOf(github, found.head), (stack) =>
    files.filter(({ path }) => concerns(slugIn(path), stack)),
  )
  if (decision.approved.length > MOST_JOBS)
    return { ...NOTHING, pull, refusals: [tooMany(decision.approved.length)] }
  return { ...decision, pull, overrides: overridesInMessages(found.messages) }
}

/**
 * Whether the file of one client (undefined for a common file) concerns a stack. That of another client concerns only
 * that one, and who takes over its assets; every other file may change anybody's plan. Where the old files cannot be
 * used, each file concerns all.
 */
async function concernsIn(
  context: RunContext,
  now: Model,
  before: string,
): Promise<(file: string | undefined, stack: string) => boolean> {
  const files = await readAccessFilesAt(context.root, before)
  const old = Array.isArray(files) ? buildModel(files, momentOf(context)).model : undefined
  if (old === undefined) return () => true
  const moves = movedBetween(old, now)
  return (file, stack) =>
    file === undefined || file === stack || moves.some(({ from, to }) => from === file && to === stack)
}

function tooMany(clients: number): Finding {
  return finding('TOO_MANY_CLIENTS', { clients, limit: MOST_JOBS })
}

/** Whoever pushes past GitHub's own merge may bring what no review saw: their approval does not count. */
async function withMerge(
  github: GitHub,
  branch: string,
  commit: string,
  pull: PullRequest,
): Promise<PullRequest> {
  const push = await pushedPastMerge(github, branch, commit)
  if (push === undefined) return pull
  const { origin } = pull
  if ('unknown' in push) return { ...pull, origin: { ...origin, unknown: origin.unknown ?? push.unknown } }
  const excluded = new Set([...origin.excluded, push.by.toLowerCase()])
  return { ...pull, origin: { ...origin, excluded, people: push.isBot ? 2 : origin.people } }
}
