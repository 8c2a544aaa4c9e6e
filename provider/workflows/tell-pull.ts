import { putComment, type PutComment } from '../github/comments.ts'
import type { GitHub } from '../github/connect.ts'
import { PLAN_CONTEXT } from '../github/plan-status.ts'
import { setStatus } from '../github/statuses.ts'
import { PLAN_MARKER, type PullPreview } from './preview-pull.ts'

/** The previewed commit of a pull request. */
export type PreviewedHead = { readonly number: number; readonly head: string }

/** Says that there is no plan, so that no old comment or status passes for one. */
const NOT_FINISHED: PullPreview = {
  comment: `${PLAN_MARKER}\n## What this changes at Meta\n\nUnknown: the preview did not finish. See the log of its job.\n`,
  statuses: [
    {
      context: PLAN_CONTEXT,
      state: 'error',
      description: 'The preview did not finish: see the log of its job',
    },
  ],
}

/**
 * Writes the comment, then the statuses: an approval counts only for plans that were shown. When the pull request has a
 * newer commit, that commit's run writes the comment, and this one only sets statuses.
 */
export async function tellPull(
  github: GitHub,
  { number, head }: PreviewedHead,
  preview: PullPreview = NOT_FINISHED,
  runUrl?: string,
): Promise<PutComment | 'outdated'> {
  const { data } = await github.rest.pulls.get({ ...github.repo, pull_number: number })
  const isCurrent = data.head.sha === head
  const did = isCurrent ? await putComment(github, number, PLAN_MARKER, preview.comment) : 'outdated'
  for (const status of preview.statuses) await setStatus(github, head, status, runUrl)
  return did
}
