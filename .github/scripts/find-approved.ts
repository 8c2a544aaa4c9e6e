import * as core from '@actions/core'
import { EXIT } from '../../provider/runs/wiring/exit.ts'
import { AGENCY_STACK } from '../../provider/model/stacks.ts'
import { findApproved, type Approved } from '../../provider/workflows/find-approved.ts'
import { findByHand } from '../../provider/workflows/find-by-hand.ts'
import { packed } from '../../provider/workflows/packed.ts'
import { runStep, summarise, type Job } from './support/job.ts'
import { findingsMarkdown } from '../../provider/findings/render/markdown.ts'

// Finds the plans that somebody else saw and approved. It holds no token of Meta's.
await runStep(async (job) => {
  const approved = await find(job)
  const clients = approved.approved.filter(({ stack }) => stack !== AGENCY_STACK)
  core.setOutput('clients', JSON.stringify(clients))
  core.setOutput('agency', clients.length < approved.approved.length)
  core.setOutput('approved', packed(approved))
  await summarise(wordsOf(approved))
  return { exit: approved.refusals.length === 0 ? EXIT.ok : EXIT.refused, findings: approved.refusals }
})

function find({ context, env, event: { before = '', after = '', inputs }, github }: Job): Promise<Approved> {
  if (env['GITHUB_EVENT_NAME'] !== 'workflow_dispatch') return findApproved(context, github(), before, after)
  const { client = '', plan = '', allow = '' } = inputs ?? {}
  return findByHand(github(), { client, plan, allow })
}

function wordsOf({ approved, refusals }: Approved): string {
  if (refusals.length > 0) return `## Refused\n\n${findingsMarkdown(refusals)}`
  if (approved.length === 0) return 'No access changes'
  return `## Approved\n\n${approved.map(({ stack, digest }) => `- \`${stack}\`: \`${digest}\``).join('\n')}`
}
