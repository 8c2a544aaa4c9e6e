import { expireAll } from '../cli/expire-all.ts'
import type { NarrowlyApplied } from '../cli/apply-narrowly.ts'
import { momentOf, type Context } from '../cli/context.ts'
import { loadModel } from '../cli/load.ts'
import { hasErrors } from '../cli/report.ts'
import { noticesOf } from '../expiry/notices.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { telling } from '../github/finding-of.ts'
import { putIssueOnce } from '../github/issues.ts'
import type { Client, Model } from '../model/model.ts'
import { findOver, tellOver } from './break-glass-ends.ts'
import { narrowMarkdown } from './narrow-words.ts'
import { loginsOf } from './logins.ts'
import { noticeIssue } from './notice-issue.ts'
import { runOf, type WorkflowRun } from './workflow-run.ts'

/**
 * Ends what is past its `until`, what was given in an emergency too, and announces once what ends within a week. GitHub
 * out of order keeps nothing from ending: it is asked for records first, and a failure there is told after the rest.
 */
export async function expireRun(context: Context, github: GitHub, runUrl: string): Promise<WorkflowRun> {
  const told: Finding[] = []
  const found = await telling(told, () => findOver(context, github))
  const { clients, findings } = await expireAll(context, [])
  for (const one of found?.over ?? [])
    if (isSound(clients, one.record.client)) await telling(told, () => tellOver(github, one, runUrl))
  const { model } = await loadModel(context)
  for (const client of model?.clients ?? [])
    await telling(told, () => announce(github, model, client, context))
  const all = [...(found?.findings ?? []), ...findings, ...clients.flatMap((one) => one.findings), ...told]
  return runOf(all, narrowMarkdown('Ended', clients))
}

function isSound(clients: readonly NarrowlyApplied[], slug: string): boolean {
  const own = clients.find(({ stack }) => stack === slug)
  return own !== undefined && !hasErrors(own.findings)
}

async function announce(
  github: GitHub,
  model: Model | undefined,
  client: Client,
  context: Context,
): Promise<void> {
  for (const [until, ending] of noticesOf(client, momentOf(context)))
    await putIssueOnce(github, noticeIssue(client.slug, until, ending, loginsOf(model, client)))
}
