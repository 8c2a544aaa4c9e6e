import type { PullFacts } from '../audit/sources.ts'
import { approvalsOf } from './approval.ts'
import { defaultBranch } from './branches.ts'
import type { GitHub } from './connect.ts'
import { pullsOfCommits, readPull } from './pulls.ts'

/**
 * The pull request that brought a commit to the main line, for the audit; undefined when none did. Approvers are those
 * whose review allows the apply (`approval.ts`). Source: GitHub REST docs, "Get a pull request" (FACT).
 */
export async function readPullFacts(github: GitHub, commit: string): Promise<PullFacts | undefined> {
  const { rest, repo } = github
  const [number] = await pullsOfCommits(github, [commit], await defaultBranch(github))
  if (number === undefined) return undefined
  const { data } = await rest.pulls.get({ ...repo, pull_number: number })
  const approved = approvalsOf(await readPull(github, number)).map(({ by, at }) => ({ by, at }))
  return {
    number,
    url: data.html_url,
    title: data.title,
    body: data.body ?? '',
    asked: { by: data.user.login, at: data.created_at },
    merged: data.merged_at === null ? null : { by: data.merged_by?.login ?? '', at: data.merged_at },
    approved,
  }
}
