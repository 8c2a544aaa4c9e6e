import { loadModel } from '../runs/wiring/load.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { expireRun } from '../runs/expire.ts'
import type { NarrowlyApplied } from '../runs/apply-narrowly.ts'
import { momentOf, type RunContext } from '../runs/wiring/context.ts'
import { noticesOf } from '../expiry/notices.ts'
import { finding } from '../findings/catalogue.ts'
import { counted } from '../findings/phrases.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { telling } from '../github/finding-of.ts'
import { putIssueOnce } from '../github/issues.ts'
import type { Client, Model } from '../model/model.ts'
import type { BreakGlass } from './break-glass-record.ts'
import { findOver, keepOpen, tellOver, type BreakGlassEnd } from './break-glass-ends.ts'
import { narrowMarkdown } from './narrow-words.ts'
import { loginsOf } from './logins.ts'
import { noticeIssue } from './notice-issue.ts'
import { keepStanding, type PastEnd } from './standing-issue.ts'
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
  const seen = await lookAgain(context, clients)
  for (const one of found?.over ?? [])
    await telling(told, () =>
      isSeenOver(seen, one.record) ? tellOver(github, one, runUrl) : keepOpen(github, one),
    )
  const { model } = await loadModel(context)
  const standing = seen.filter(isLookedAt).map((client) => standingAt(client))
  for (const one of standing)
    await telling(told, () => keepStanding(github, one, whoEnds(model, one.stack, found?.over)))
  for (const client of model?.clients ?? [])
    await telling(told, () => announce(github, model, client, context))
  const waits = standing.filter(({ ends }) => ends.length > 0).map(waitFinding)
  const all = [...(found?.findings ?? []), ...findings, ...waits, ...told]
  return runOf(all, narrowMarkdown('Ended', clients))
}

/** What was revoked a moment ago is only seen to be over by another look. */
async function lookAgain(
  context: RunContext,
  clients: readonly NarrowlyApplied[],
): Promise<readonly NarrowlyApplied[]> {
  const changed = clients.filter(({ done }) => done.length > 0).map(({ stack }) => stack)
  if (changed.length === 0) return clients
  const again = await expireRun(context, changed)
  const looks = 'errors' in again ? [] : again.clients
  return [...clients.filter(({ stack }) => !changed.includes(stack)), ...looks]
}

function isLookedAt({ findings }: NarrowlyApplied): boolean {
  return !hasErrors(findings)
}

function standingAt({ stack, findings }: NarrowlyApplied): PastEnd {
  return { stack, ends: findings.filter(({ code }) => code === 'ENDED_BY_HAND') }
}

function waitFinding({ stack: client, ends }: PastEnd): Finding {
  return finding('END_WAITS', {
    client,
    ends: `${counted(ends.length, 'end waits', 'ends wait')} for a person`,
  })
}

/** The owner of the client, and whoever asked for the break-glass access that stands there. */
function whoEnds(model: Model | undefined, stack: string, over: readonly BreakGlassEnd[] = []): string[] {
  const owners = loginsOf(
    model,
    model?.clients.find(({ slug }) => slug === stack),
  )
  const askers = over.filter(({ record }) => record.client === stack).flatMap(({ askedBy }) => askedBy)
  return [...new Set([...owners, ...askers])]
}

/** Only what a look that changed nothing shows to be over is told to be. */
function isSeenOver(clients: readonly NarrowlyApplied[], { client, who, asset }: BreakGlass): boolean {
  const own = clients.find(({ stack }) => stack === client)
  return (
    own !== undefined &&
    !hasErrors(own.findings) &&
    own.done.length === 0 &&
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
