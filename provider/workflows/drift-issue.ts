import type { Finding } from '../findings/finding.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import type { OwnIssue } from '../github/issues.ts'
import { LABEL } from '../github/names.ts'
import type { Repair } from '../model/written/client.ts'
import { AGENCY_STACK } from '../model/stacks.ts'

/** Start of the body of every drift issue; the name of its stack follows. */
export const DRIFT_MARKER = '<!-- metagrant:drift:'

/** Who answers for a stack and how its drift may be repaired. */
export type Concerned = {
  readonly stack: string
  readonly repair: Repair
  /** Logins at GitHub. */
  readonly assignees: readonly string[]
}

export function driftMarker(stack: string): string {
  return `${DRIFT_MARKER}${stack} -->`
}

/** The drift issue of one stack. The same findings give the same text, so an unchanged night edits nothing. */
export function driftIssue(concerned: Concerned, findings: readonly Finding[]): OwnIssue {
  const { stack, assignees } = concerned
  return {
    marker: driftMarker(stack),
    label: LABEL.drift,
    title: stack === AGENCY_STACK ? 'Drift in our own Business' : `Drift: ${stack}`,
    body: [
      'The access at Meta differs from the files. Each row says what differs, and who corrects it.',
      findingsMarkdown(findings),
      goOnWords(concerned),
      '_The nightly scan opened this issue. It updates it, and closes it when nothing is open any more._',
    ].join('\n\n'),
    assignees,
  }
}

function goOnWords({ stack, repair }: Concerned): string {
  return [
    '**What to do**',
    `- Check again: \`npx metagrant scan ${stack}\``,
    `- To make Meta match the file: run \`npx metagrant preview ${stack}\`, then the workflow **apply** with its digest`,
    '- To make the file match Meta: open a pull request with the reason',
    ...REPAIR_WORDS[repair],
  ].join('\n')
}

const REPAIR_WORDS: Readonly<Record<Repair, readonly string[]>> = {
  report: [],
  'pull-request': [
    '- The file says `repair: pull-request`: a repair pull request makes the file match Meta; it needs a reason',
  ],
  apply: ['- The file says `repair: apply`: the nightly run repairs what it may repair'],
}
