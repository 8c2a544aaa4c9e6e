import { reviewWorkflow } from '../../provider/workflows/review.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// The quarterly review: a pull request for each client, assigned to its owner. Its token of Meta's can only read.
await runStep(async ({ context, github }) => {
  const { exit, findings, summary } = await reviewWorkflow(forClients(context), github())
  await summarise(summary)
  return { exit, findings }
})
