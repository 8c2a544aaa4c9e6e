import { HOUR } from '../model/days.ts'
import type { Push, NotShown } from './activity.ts'
import type { GitHub } from './connect.ts'
import { isUnshown } from './github-error.ts'
import { MADE, PROPOSING_WORKFLOWS } from './names.ts'

/** The runs behind a push by a workflow: `proven` where a workflow file of the default branch says that it made it. */
export type Maker = { readonly proven: boolean; readonly askedBy: readonly string[] }

/** A job ends after six hours at most. Source: GitHub docs, "Actions limits" (FACT). */
const LONGEST = 6 * HOUR

/** How far two clocks of GitHub's may differ. */
const MINUTE = 60_000

/** GitHub shows no more runs of one search. Source: GitHub REST docs, "List workflow runs for a repository" (FACT). */
const MOST_RUNS = 1000

/** The events that run a workflow file of the default branch, and that no pull request sets off. */
const OWN_EVENTS: readonly string[] = ['schedule', 'workflow_dispatch']

type KnownRun = Awaited<
  ReturnType<GitHub['rest']['actions']['listWorkflowRunsForRepo']>
>['data']['workflow_runs'][number]

/**
 * Finds who made a push that GitHub shows as a workflow's. The author "github-actions[bot]" and the time prove nothing:
 * a workflow on any branch pushes as the same bot, and whoever may write may delete its run. Only a job's name does,
 * which no other run can write: it holds the commit. Without such a job, everybody counts who started a run that ran at
 * the time, as far as GitHub shows them.
 */
export async function makerOf(github: GitHub, push: Push, main: string): Promise<Maker | NotShown> {
  try {
    const runs = await runsAt(github, Date.parse(push.at))
    if ('unknown' in runs) return runs
    const { owner, repo } = github.repo
    for (const run of runs) {
      const isOwn =
        run.head_branch === main &&
        run.head_repository?.full_name?.toLowerCase() === `${owner}/${repo}`.toLowerCase() &&
        OWN_EVENTS.includes(run.event) &&
        PROPOSING_WORKFLOWS.includes(run.path.replace(/@.*$/, ''))
      if (isOwn && (await hasMade(github, run.id, push.after)))
        return { proven: true, askedBy: askersOf(run, run.event === 'workflow_dispatch') }
    }
    return { proven: false, askedBy: [...new Set(runs.flatMap((run) => askersOf(run, true)))] }
  } catch (error) {
    if (!isUnshown(error)) throw error
    return { unknown: `GitHub does not show the runs of workflows (${error.facts.status})` }
  }
}

/** The runs that ran at a moment, in milliseconds. A rerun of an older run is not among them. */
async function runsAt({ rest, paginate, repo }: GitHub, at: number): Promise<readonly KnownRun[] | NotShown> {
  const created = `${timeOf(at - LONGEST)}..${timeOf(at + MINUTE)}`
  const { data } = await rest.actions.listWorkflowRunsForRepo({ ...repo, created, per_page: 1 })
  if (data.total_count >= MOST_RUNS) return { unknown: 'GitHub shows only a part of the runs of that time' }
  const runs = await paginate(rest.actions.listWorkflowRunsForRepo, { ...repo, created, per_page: 100 })
  return runs.filter(
    (run) =>
      Date.parse(run.run_started_at ?? run.created_at) <= at + MINUTE &&
      Date.parse(run.updated_at) >= at - MINUTE,
  )
}

async function hasMade({ rest, paginate, repo }: GitHub, run_id: number, commit: string): Promise<boolean> {
  const asked = { ...repo, run_id, filter: 'all', per_page: 100 } as const
  const jobs = await paginate(rest.actions.listJobsForWorkflowRun, asked)
  return jobs.some(({ name, conclusion }) => conclusion === 'success' && name === `${MADE} ${commit}`)
}

/** Nobody asked for a run by the clock, but somebody may have started it again. */
function askersOf({ actor, triggering_actor: again, run_attempt = 1 }: KnownRun, asked: boolean): string[] {
  return [...(asked ? [actor] : []), ...(asked || run_attempt > 1 ? [again] : [])].flatMap((user) =>
    user === null || user === undefined || user.type === 'Bot' ? [] : [user.login],
  )
}

function timeOf(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}
