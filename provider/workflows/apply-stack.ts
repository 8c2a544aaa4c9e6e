import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applyRun, type AppliedRun } from '../runs/apply.ts'
import type { RunContext } from '../runs/wiring/context.ts'
import { EXIT, type ExitCode } from '../runs/wiring/exit.ts'
import { printable } from '../findings/printable.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { closeIssue, putIssue, type OwnIssue } from '../github/issues.ts'
import { APPLY_CONTEXT, contextOf } from '../github/plan-status.ts'
import { setStatus, type Status } from '../github/statuses.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { plansMarkdown } from '../plan/render/markdown.ts'
import { planWords } from '../plan/words.ts'
import type { ApprovedStack } from './decide.ts'

export type ApplyOrder = ApprovedStack & {
  readonly overrides: Overrides
  /** The commit on the branch; it gets the status. */
  readonly commit: string
  readonly pull: number | undefined
}

/** Label of the issues about an apply that was refused or failed. */
export const APPLY_LABEL = 'metagrant-apply'

/** Leaves room in a comment or issue for the text around the plan. */
const MOST_CHARACTERS = 50_000

/**
 * Applies one stack exactly as approved and records it: a status on the commit before the first write and after the
 * last, and an issue when the apply fails, which a later success closes. When the first status cannot be written,
 * nothing is applied. `tell` gets the result before GitHub does.
 */
export async function applyStack(
  context: RunContext,
  github: GitHub,
  order: ApplyOrder,
  tell: (markdown: string) => Promise<unknown>,
  runUrl?: string,
): Promise<{ readonly exit: ExitCode; readonly findings: readonly Finding[] }> {
  const { stack, digest, overrides, commit } = order
  const status = { context: contextOf(APPLY_CONTEXT, stack) }
  await setStatus(github, commit, { ...status, state: 'pending', description: `${digest} started` }, runUrl)
  const applied = await applyRun(context, { names: [stack], all: false }, overrides, digest)
  const { text } = plansMarkdown(applied.plans, applied.findings, MOST_CHARACTERS)
  const words = resultWords(applied)
  await tell(`## ${stack}: ${words}\n\n${text}${await recordIn(context, applied)}`)
  await setStatus(
    github,
    commit,
    { ...status, ...stateOf(applied), description: `${digest} ${words}` },
    runUrl,
  )
  const issue = issueOf(order, words, text, applied)
  if (applied.exit === EXIT.ok) await closeIssue(github, issue, `Applied: ${words}`)
  else await putIssue(github, issue)
  return { exit: applied.exit, findings: applied.findings }
}

/** The record of a client who left. The runner's disk is lost, so the summary of the run keeps it. */
async function recordIn({ root }: RunContext, { results = [] }: AppliedRun): Promise<string> {
  const paths = results.flatMap(({ record }) => record ?? [])
  const texts = await Promise.all(paths.map((path) => readFile(join(root, path), 'utf8')))
  return texts.map((text) => `\n\n${text}`).join('')
}

function stateOf({ exit }: AppliedRun): Pick<Status, 'state'> {
  return { state: exit === EXIT.ok ? 'success' : 'failure' }
}

function resultWords({ exit, results, findings, plans }: AppliedRun): string {
  const [first] = findings.filter(({ severity }) => severity === 'error')
  const why = first === undefined ? '' : `: ${first.code}`
  if (results === undefined || results.length === 0) return `refused, nothing written${why}`
  if (exit === EXIT.unread) return 'applied, but Meta does not show all of it'
  if (exit !== EXIT.ok) return `applied in part${why}`
  return `applied, ${planWords(plans)}`
}

/** Asks for approval again, with the current plan: approving it approves that digest. */
function issueOf(
  { stack, digest, pull, commit }: ApplyOrder,
  words: string,
  text: string,
  { plans }: AppliedRun,
): OwnIssue {
  const asked = pull === undefined ? 'by hand' : `in #${pull}`
  const [now] = plans
  return {
    marker: `<!-- metagrant:apply:${stack} -->`,
    label: APPLY_LABEL,
    title: `Not applied: ${stack}`,
    body: [
      `**${printable(words)}** (commit ${commit}, approved ${asked})`,
      `The approved plan is \`${digest}\`. ${now === undefined ? 'There is no plan now.' : `Now it is \`${now.digest}\`:`}`,
      text,
      goOnWords(stack, now?.digest),
    ].join('\n\n'),
  }
}

function goOnWords(stack: string, digest: string | undefined): string {
  if (digest === undefined) return 'Correct what the findings name, then run the failed job again.'
  return [
    'To continue, either',
    `- run the workflow **apply** with client \`${stack}\` and plan \`${digest}\`; the reviewers of the environment \`${stack}\` then approve it, or`,
    '- open a pull request with the access that you want now.',
  ].join('\n')
}
