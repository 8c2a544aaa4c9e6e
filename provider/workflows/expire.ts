import { loadModel } from '../runs/wiring/load.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { expireRun } from '../runs/expire.ts'
import type { NarrowlyApplied } from '../runs/apply-narrowly.ts'
import { momentOf, type RunContext } from '../runs/wiring/context.ts'
import { noticesOf } from '../expiry/notices.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { telling } from '../github/finding-of.ts'
import { putIssueOnce } from '../github/issues.ts'
import type { Client, Model } from '../model/model.ts'
import type { BreakGlass } from './break-glass-record.ts'
import { findOver, tellOver } from './break-glass-ends.ts'
import { narrowMarkdown } from './narrow-words.ts'
import { loginsOf } from './logins.ts'
import { noticeIssue } from './notice-issue.ts'
import { runOf, type WorkflowRun } from './workflow-run.ts'

/**
 * Revokes what is past its `until`, break-glass access too, and announces once what ends within a week. When GitHub
 * fails, what the files end is still revoked; the failure is reported with the other findings.
 */
export async function expireWorkflow(
  context: RunContext,
  github: GitHub,
  runUrl: string,
): Promise<WorkflowRun> {
  const told: Finding[] = []
  const found = await telling(told, () => findOver(context, github))
  const expired = await expireRun(context, [])
  const { clients, findings } = 'errors' in expired ? { clients: [], findings: expired.errors } : expired
  for (const one of found?.over ?? [])
    if (isSeenOver(clients, one.record)) await telling(told, () => tellOver(github, one, runUrl))
  const { model } = await loadModel(context)
  for (const client of model?.clients ?? [])
    await telling(told, () => announce(github, model, client, context))
  const all = [...(found?.findings ?? []), ...findings, ...told]
  return runOf(all, narrowMarkdown('Ended', clients))
}

/** Only what is seen to be over is told to be. */
function isSeenOver(clients: readonly NarrowlyApplied[], { client, who, asset }: BreakGlass): boolean {
  const own = clients.find(({ stack }) => stack === client)
  return (
    own !== undefined &&
    !hasErrors(own.findings) &&
    !own.waiting.some(
      (one) => one.asset.id === asset && 'principal' in one.subject && one.subject.principal === who,
    )
  )
}

async function announce(
  github: GitHub,
  model: Model | undefined,
  client: Client,
  context: RunContext,
): Promise<void> {
  for (const [until, ending] of noticesOf(client, momentOf(context)))
    await putIssueOnce(github, noticeIssue(client.slug, until, ending, loginsOf(model, client)))
}
