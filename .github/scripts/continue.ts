import { continueWorkflow } from '../../provider/workflows/continue.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// Gives what was approved for later and can be given by now, and nothing else.
await runStep(async ({ context, github, runUrl }) => {
  const { exit, findings, summary } = await continueWorkflow(forClients(context), github(), runUrl)
  await summarise(summary)
  return { exit, findings: findings.filter(({ severity }) => severity === 'error') }
})
