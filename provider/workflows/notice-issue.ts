import type { Finding } from '../findings/finding.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import type { OwnIssue } from '../github/issues.ts'
import { LABEL } from '../github/names.ts'

/** The issue that announces what ends at a client on a day: one for each day, written once. */
export function noticeIssue(
  stack: string,
  until: string,
  ending: readonly Finding[],
  assignees: readonly string[],
): OwnIssue {
  return {
    marker: `<!-- metagrant:expiry:${stack}:${until} -->`,
    label: LABEL.expiry,
    title: `${stack}: access ends on ${until}`,
    body: [
      `After ${until} (UTC), metagrant revokes this access. You need to do nothing for that.`,
      findingsMarkdown(ending),
      'To keep it longer, open a pull request with a later `until` and its reason before that day. Close this issue when you have decided.',
    ].join('\n\n'),
    assignees,
  }
}
