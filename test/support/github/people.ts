import {
  moved,
  nextId,
  nextNumber,
  tick,
  type Pull,
  type Review,
  type User,
  type WorkflowRun,
  type World,
} from './world.ts'

// What people do at GitHub, outside of the API under test: they open, review and merge pull requests.

/** The app of a workflow job's token. Source: GitHub docs, "Automatic token authentication". */
export const ACTIONS_BOT: User = { login: 'github-actions[bot]', type: 'Bot' }

export function person(login: string): User {
  return { login, type: 'User' }
}

export type NewPull = Partial<Pick<Pull, 'title' | 'body' | 'files' | 'commits'>> & {
  readonly author?: string | User
  readonly head: string
  readonly base: string
  /** "owner/name" of a fork. */
  readonly fork?: string
  readonly ref?: string
}

export function openPull(
  world: World,
  { author = 'ana', head, base, fork, ref = 'change', ...more }: NewPull,
): Pull {
  const { owner, name, default_branch } = world.repository
  const pull: Pull = {
    created_at: tick(world),
    number: nextNumber(world),
    author: typeof author === 'string' ? person(author) : author,
    title: 'A change',
    body: '',
    state: 'open',
    labels: [],
    assignees: [],
    head: { ref, sha: head, repo: fork ?? `${owner}/${name}` },
    base: { ref: default_branch, sha: base },
    merge_commit_sha: null,
    merged_at: null,
    merged_by: null,
    files: [],
    commits: [{ sha: head, message: more.title ?? 'A change' }],
    ...more,
  }
  world.pulls.push(pull)
  // Whoever opened it made its branch, unless the branch was there.
  const isThere = world.activity.some(
    ({ ref: known, after }) => known === `refs/heads/${ref}` && after === head,
  )
  if (fork === undefined && !isThere) moved(world, { branch: ref, after: head, actor: pull.author })
  return pull
}

export function review(world: World, pull: Pull, login: string, state: Review['state'] = 'APPROVED'): Review {
  const one: Review = {
    id: nextId(world),
    pull: pull.number,
    user: person(login),
    state,
    commit_id: pull.head.sha,
    submitted_at: tick(world),
  }
  world.reviews.push(one)
  return one
}

/** Merges it; `sha` is the new commit of the base branch. */
export function merge(world: World, pull: Pull, sha: string, by = 'ben'): void {
  pull.state = 'closed'
  pull.merge_commit_sha = sha
  pull.merged_at = tick(world)
  pull.merged_by = by
  const before = world.branches.get(pull.base.ref)
  moved(world, { branch: pull.base.ref, before, after: sha, actor: person(by), type: 'pr_merge' })
  world.branches.set(pull.base.ref, sha)
}

/** Pushes a commit to the branch of a pull request; what the commit says of its author is the pusher's choice. */
export function push(world: World, pull: Pull, sha: string, by: string | User): void {
  const actor = typeof by === 'string' ? person(by) : by
  moved(world, { branch: pull.head.ref, before: pull.head.sha, after: sha, actor })
  pull.head.sha = sha
  pull.commits.push({ sha, message: 'A change' })
}

/** A run of a workflow that runs now, started by somebody. */
export function runOf(world: World, by: string, more: Partial<WorkflowRun> = {}): WorkflowRun {
  const { owner, name, default_branch } = world.repository
  const [at, updated_at] = [tick(world), tick(world)]
  const run: WorkflowRun = {
    id: nextId(world),
    path: '.github/workflows/offboard.yml',
    event: 'workflow_dispatch',
    head_branch: default_branch,
    head_repository: `${owner}/${name}`,
    actor: person(by),
    triggering_actor: person(by),
    run_attempt: 1,
    created_at: at,
    run_started_at: at,
    updated_at,
    jobs: [],
    ...more,
  }
  world.runs.push(run)
  return run
}
