import type { Finding } from '../findings/finding.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import type { GitHub } from '../github/connect.ts'
import { closeIssue, putIssue } from '../github/issues.ts'
import { LABEL } from '../github/names.ts'

/** A client where access stands past its end, as no API can take it; `ends` says what a person must do for each. */
export type PastEnd = { readonly stack: string; readonly ends: readonly Finding[] }

/**
 * Keeps one issue a client while anything waits for a person: whoever closes it before finds it open again at the next
 * run. Where a look has shown that nothing waits any more, it closes it.
 */
export async function keepStanding(
  github: GitHub,
  { stack, ends }: PastEnd,
  assignees: readonly string[],
): Promise<void> {
  const issue = {
    marker: `<!-- metagrant:standing:${stack} -->`,
    label: LABEL.expiry,
    title: `${stack}: access stands past its end`,
    body: [
      'This access has ended by the files, and may still stand at Meta: no API can take it. **A person must do it by hand.**',
      findingsMarkdown(ends),
      'The workflow **expire** fails until Meta shows that it is done, and then closes this issue.',
    ].join('\n\n'),
    assignees,
  }
  if (ends.length > 0) await putIssue(github, issue)
  else await closeIssue(github, issue, 'Meta shows none of this access any more.')
}
