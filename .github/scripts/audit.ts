import { auditWorkflow } from '../../provider/workflows/audit.ts'
import { runStep, summarise } from './support/job.ts'

// The nightly audit: the chain of every client on the branch "audit". It has no token of Meta's.
await runStep(async ({ context, github }) => {
  const { exit, findings, summary } = await auditWorkflow(context, github())
  await summarise(summary)
  return { exit, findings }
})
