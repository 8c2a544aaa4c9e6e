import { expireWorkflow } from '../../provider/workflows/expire.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// Revokes what has ended, and nothing else; announces what ends soon.
await runStep(async ({ context, github, runUrl }) => {
  const { exit, findings, summary } = await expireWorkflow(forClients(context), github(), runUrl)
  await summarise(summary)
  return { exit, findings: findings.filter(({ severity }) => severity === 'error') }
})
