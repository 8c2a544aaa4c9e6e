import { auditWorkflow } from '../../provider/workflows/audit.ts'
import { runStep, summarise } from './support/job.ts'

// The nightly audit: extends every client's chain on the branch "audit". It holds no token of Meta's.
await runStep(async ({ context, github }) => {
  const { exit, findings, summary } = await auditWorkflow(context, github())
  await summarise(summary)
  return { exit, findings }
})
