import type { GitHub } from './connect.ts'
import { originOf, type Origin } from './origin.ts'
import { isGone } from './github-error.ts'

/** The facts of a pull request that an approval depends on. */
export type PullRequest = {
  readonly number: number
  readonly author: string
  /** The last commit pushed to it. */
  readonly head: string
  /** Whose approval counts for nothing, and how many others it takes. */
  readonly origin: Origin
  /** Messages of its commits, oldest first; they belong to the reviewed head. */
  readonly messages: readonly string[]
  readonly reviews: readonly Review[]
}

/** One review; a list of them has the oldest first. `at` is UTC, ISO. */
export type Review = {
  readonly by: string
  readonly state: string
  readonly commit: string
  readonly at: string
  /** Whether the reviewer may write to the repository: GitHub lets anybody who can read approve. */
  readonly mayWrite: boolean
}

/**
 * The pull requests that were merged into `branch` with these commits, each once; undefined means that none brought
 * some commit. Source: GitHub REST docs, "List pull requests associated with a commit" (FACT): the merged one for a
 * commit on the default branch.
 */
export async function pullsOfCommits(
  { rest, paginate, repo }: GitHub,
  commits: readonly string[],
  branch: string,
): Promise<(number | undefined)[]> {
  const found = new Set<number | undefined>()
  for (const commit_sha of commits) {
    const all = await paginate(rest.repos.listPullRequestsAssociatedWithCommit, {
      ...repo,
      commit_sha,
      per_page: 100,
    })
    // Whoever approved a merge into another branch has not approved it for this one.
    found.add(all.find(({ merged_at, base }) => merged_at !== null && base.ref === branch)?.number)
  }
  return [...found]
}

/** The messages of a pull request's commits, oldest first. Source: GitHub REST docs: at most 250 (FACT). */
export async function readMessages({ rest, paginate, repo }: GitHub, number: number): Promise<string[]> {
  const commits = await paginate(rest.pulls.listCommits, { ...repo, pull_number: number, per_page: 100 })
  return commits.map(({ commit }) => commit.message)
}

/** A pull request with its reviews and their authors' permission to write. */
export async function readPull(github: GitHub, number: number): Promise<PullRequest> {
  const { rest, paginate, repo } = github
  const at = { ...repo, pull_number: number, per_page: 100 }
  const { data } = await rest.pulls.get({ ...repo, pull_number: number })
  const commits = await paginate(rest.pulls.listCommits, at)
  const reviews = await paginate(rest.pulls.listReviews, at)
  const writers = await whoMayWrite(github, new Set(reviews.flatMap(({ user }) => user?.login ?? [])))
  return {
    number,
    author: data.user.login,
    head: data.head.sha,
    origin: await originOf(github, data, commits),
    messages: commits.map(({ commit }) => commit.message),
    reviews: reviews.map(({ user, state, commit_id, submitted_at }) => ({
      by: user?.login ?? '',
      state,
      commit: commit_id ?? '',
      at: submitted_at ?? '',
      mayWrite: writers.has(user?.login ?? ''),
    })),
  }
}

/** Source: GitHub REST docs, "Get repository permissions for a user" (FACT): `maintain` shows as write. */
async function whoMayWrite({ rest, repo }: GitHub, logins: ReadonlySet<string>): Promise<Set<string>> {
  const writers = new Set<string>()
  for (const username of logins) {
    try {
      const { data } = await rest.repos.getCollaboratorPermissionLevel({ ...repo, username })
      if (['admin', 'write'].includes(data.permission)) writers.add(username)
    } catch (error) {
      // An account that no longer exists may not write.
      if (!isGone(error)) throw error
    }
  }
  return writers
}
