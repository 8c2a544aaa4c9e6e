import { findingsMarkdown } from '../findings/render/markdown.ts'
import type { Finding } from '../findings/finding.ts'
import { WORKFLOW_APP } from '../github/approval.ts'
import { putComment } from '../github/comments.ts'
import type { GitHub } from '../github/connect.ts'
import { closeIssue, putIssue } from '../github/issues.ts'
import { APPLY_CONTEXT, stackIn } from '../github/plan-status.ts'
import { statusesOf, type WrittenStatus } from '../github/statuses.ts'
import { cell } from '../plan/render/markdown-rows.ts'
import { APPLY_LABEL } from './apply-stack.ts'

const MARKER = '<!-- metagrant:applied -->'

/** The stacks to apply, and the refusals of the search for their approval. */
export type ToTell = {
  readonly pull: number | undefined
  readonly commit: string
  readonly stacks: readonly string[]
  readonly refusals: readonly Finding[]
}

const STATE: Readonly<Record<WrittenStatus['state'], string>> = {
  success: 'applied',
  failure: 'not applied',
  error: 'not applied',
  pending: 'not finished',
}

/** Writes the results of all stacks as one comment on the pull request, and the refusals as an issue. */
export async function tellApplied(github: GitHub, told: ToTell): Promise<string> {
  const { pull, commit, stacks, refusals } = told
  const text = `${rowsOf(stacks, newest(await statusesOf(github, commit)))}${refusalsText(refusals)}`
  if (pull !== undefined)
    await putComment(
      github,
      pull,
      MARKER,
      `${MARKER}\n## Result of the apply\n\nCommit ${commit}:\n\n${text}`,
    )
  const about = pull === undefined ? `the commit ${commit}` : `#${pull}`
  const issue = {
    marker: `<!-- metagrant:refused:${pull ?? commit} -->`,
    label: APPLY_LABEL,
    title: `Refused: ${about}`,
    body: `The merge of ${about} is not applied, or not completely. Nothing of the following was written.\n\n${refusalsText(refusals)}`,
  }
  if (refusals.length > 0) await putIssue(github, issue)
  else await closeIssue(github, issue, 'Applied')
  return text
}

function rowsOf(stacks: readonly string[], statuses: ReadonlyMap<string, WrittenStatus>): string {
  if (stacks.length === 0) return ''
  const rows = stacks.map((stack) => {
    const status = statuses.get(stack)
    // A job that was cancelled or rejected at its environment leaves no status.
    const result = status === undefined ? 'not started' : STATE[status.state]
    return `| ${cell(stack)} | ${result} | ${cell(status?.description ?? '')} |\n`
  })
  return `| Client | | Plan |\n| --- | --- | --- |\n${rows.join('')}`
}

function newest(statuses: readonly WrittenStatus[]): Map<string, WrittenStatus> {
  const own = statuses.filter(({ by }) => by === WORKFLOW_APP).toReversed()
  return new Map(
    own.flatMap((status) => {
      const stack = stackIn(APPLY_CONTEXT, status)
      return stack === undefined ? [] : [[stack, status] as const]
    }),
  )
}

function refusalsText(refusals: readonly Finding[]): string {
  return refusals.length === 0 ? '' : `\n${findingsMarkdown(refusals)}`
}
