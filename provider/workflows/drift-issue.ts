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
      'What is there at Meta is not what the files say. Each row says what it is, and who sets it right.',
      findingsMarkdown(findings),
      goOnWords(concerned),
      '_Found by the nightly scan, which edits this issue and closes it when nothing is open any more._',
    ].join('\n\n'),
    assignees,
  }
}

function goOnWords({ stack, repair }: Concerned): string {
  return [
    '**To go on**',
    `- Look again: \`npx metagrant scan ${stack}\``,
    `- Make Meta as the file says: \`npx metagrant preview ${stack}\`, then the workflow **apply** with its digest`,
    '- Make the file as Meta is: a pull request with the reason',
    ...REPAIR_WORDS[repair],
  ].join('\n')
}

const REPAIR_WORDS: Readonly<Record<Repair, readonly string[]>> = {
  report: [],
  'pull-request': [
    '- The file asks for `repair: pull-request`: a pull request makes the file as Meta is, for a reason',
  ],
  apply: ['- The file asks for `repair: apply`: what may be repaired is being repaired by itself'],
}
