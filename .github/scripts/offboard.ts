import { offboardPull } from '../../provider/workflows/offboard.ts'
import { runStep, summarise } from './support/job.ts'

// Opens the pull request with a client's tombstone.
await runStep(async ({ context, env, event, github }) => {
  const { client = '', reason = '', ticket = '' } = event.inputs ?? {}
  const order = { client, reason, ticket, by: env['GITHUB_ACTOR'] ?? '', byId: env['GITHUB_ACTOR_ID'] ?? '' }
  const { exit, findings, summary } = await offboardPull(context, github(), order)
  await summarise(summary)
  return { exit, findings }
})
