import * as core from '@actions/core'
import { MOST_JOBS } from '../../provider/github/names.ts'
import { offboardPull } from '../../provider/workflows/offboard.ts'
import { runStep, summarise } from './support/job.ts'

// Opens the pull request with a client's tombstone.
await runStep(async ({ context, env, event, github }) => {
  const { client = '', reason = '', ticket = '' } = event.inputs ?? {}
  const order = { client, reason, ticket, by: env['GITHUB_ACTOR'] ?? '', byId: env['GITHUB_ACTOR_ID'] ?? '' }
  const { exit, findings, summary, made = [] } = await offboardPull(context, github(), order)
  core.setOutput('made', JSON.stringify(made.slice(0, MOST_JOBS)))
  await summarise(summary)
  return { exit, findings }
})
