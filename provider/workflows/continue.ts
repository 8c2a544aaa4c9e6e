import { lastCommitOf } from '../files/git.ts'
import type { Finding } from '../findings/finding.ts'
import { putComment } from '../github/comments.ts'
import type { GitHub } from '../github/connect.ts'
import { telling } from '../github/finding-of.ts'
import { defaultBranch } from '../github/branches.ts'
import { pullsOfCommits } from '../github/pulls.ts'
import { clientFile } from '../model/access-files.ts'
import type { NarrowlyApplied } from '../runs/apply-narrowly.ts'
import { continueRun } from '../runs/continue.ts'
import type { RunContext } from '../runs/wiring/context.ts'
import { narrowMarkdown } from './narrow-words.ts'
import { runOf, type WorkflowRun } from './workflow-run.ts'

/**
 * Gives what was approved for later and can be given now, and tells the pull request that brought the client's file as it
 * is. When GitHub fails, what was approved is still given; the failure is reported with the other findings.
 */
export async function continueWorkflow(
  context: RunContext,
  github: GitHub,
  runUrl: string,
): Promise<WorkflowRun> {
  const told: Finding[] = []
  const continued = await continueRun(context, [])
  if ('errors' in continued) return runOf(continued.errors, narrowMarkdown('Given', []))
  const { clients, findings } = continued
  for (const one of clients.filter(({ done }) => done.length > 0))
    await telling(told, () => tellPull(github, context.root, one, runUrl))
  return runOf([...findings, ...told], narrowMarkdown('Given', clients))
}

async function tellPull(github: GitHub, root: string, one: NarrowlyApplied, runUrl: string): Promise<void> {
  const commit = await lastCommitOf(root, clientFile(one.stack))
  const [number] =
    commit === undefined ? [] : await pullsOfCommits(github, [commit], await defaultBranch(github))
  if (number === undefined) return
  // Each run that gives something has a comment of its own: nothing of an earlier one is overwritten.
  const marker = `<!-- metagrant:continued:${one.stack}:${runUrl} -->`
  await putComment(
    github,
    number,
    marker,
    `${marker}\n${narrowMarkdown('Given, as approved here', [one])}\n\n${runUrl}`,
  )
}
