import * as core from '@actions/core'
import { MOST_JOBS } from '../../provider/github/names.ts'
import { reviewWorkflow } from '../../provider/workflows/review.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// The quarterly review: a pull request for each client, assigned to its owner. Its token of Meta's can only read.
await runStep(async ({ context, github }) => {
  const { exit, findings, summary, made = [] } = await reviewWorkflow(forClients(context), github())
  core.setOutput('made', JSON.stringify(made.slice(0, MOST_JOBS)))
  await summarise(summary)
  return { exit, findings }
})
