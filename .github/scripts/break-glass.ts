import * as core from '@actions/core'
import { breakGlass } from '../../provider/workflows/break-glass.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// Gives one level to one person now, for hours; the pull request that records it comes first.
await runStep(async ({ context, env, event, github, runUrl }) => {
  const {
    client = '',
    person = '',
    asset = '',
    level = '',
    hours = '',
    reason = '',
    ticket = '',
  } = event.inputs ?? {}
  const order = {
    client,
    who: person.trim().toLowerCase(),
    asset,
    level,
    hours,
    reason,
    ticket,
    runUrl,
    by: env['GITHUB_ACTOR'] ?? '',
    byId: env['GITHUB_ACTOR_ID'] ?? '',
    // A rerun keeps the run's id.
    run: `${env['GITHUB_RUN_ID'] ?? ''}-${env['GITHUB_RUN_ATTEMPT'] ?? ''}`,
  }
  const { exit, findings, until } = await breakGlass(forClients(context), github(), order, (end) =>
    core.setOutput('until', end),
  )
  await summarise(`## Break-glass\n\n${exit === 0 ? `Granted until ${until}.` : 'Not granted.'}`)
  return { exit, findings }
})
