import { NOT_FOUND, type Asked, type Answer, type Route } from '../route.ts'
import { userJson } from '../shapes.ts'
import type { WorkflowRun } from '../world.ts'

/** The most that one search shows. Source: rest/actions/workflow-runs. */
const MOST_SHOWN = 1000

export const RUN_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: 'activity',
    source:
      'rest/repos/repos: List repository activities; newest first (its pages go by a cursor: INFERENCE, any link)',
    answer: ({ world, query }) => {
      const ref = query.get('ref')
      const own = world.activity.filter((one) => ref === null || [one.ref, one.ref.slice(11)].includes(ref))
      const list = own.map((one) => ({ ...one, actor: one.actor === null ? null : userJson(one.actor) }))
      return { list: query.get('direction') === 'asc' ? list : list.toReversed() }
    },
  },
  {
    method: 'GET',
    path: 'actions/runs',
    source: 'rest/actions/workflow-runs: List workflow runs for a repository, newest first',
    answer: listRuns,
  },
  {
    method: 'GET',
    path: 'actions/runs/:id/jobs',
    source: 'rest/actions/workflow-jobs',
    answer: ({ world, params }) => {
      const run = world.runs.find(({ id }) => id === Number(params['id']))
      return run === undefined ? NOT_FOUND : { list: run.jobs, under: 'jobs' }
    },
  },
]

/** `created` is a range of times, "from..to". Source: GitHub docs, "Understanding the search syntax". */
function listRuns({ world, query }: Asked): Answer {
  const [from = '', to = ''] = (query.get('created') ?? '..').split('..')
  const found = world.runs.filter(({ created_at: at }) => at >= from && (to === '' || at <= to)).toReversed()
  return { list: found.slice(0, MOST_SHOWN).map(runJson), under: 'workflow_runs' }
}

function runJson({ head_repository, actor, triggering_actor, ...run }: WorkflowRun): object {
  return {
    ...run,
    jobs: undefined,
    head_repository: { full_name: head_repository },
    actor: userJson(actor),
    triggering_actor: userJson(triggering_actor),
  }
}
