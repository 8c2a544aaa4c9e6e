import { nextId, nextNumber, tick, type Pull, type Review, type User, type World } from './world.ts'

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
  world.branches.set(pull.base.ref, sha)
}
