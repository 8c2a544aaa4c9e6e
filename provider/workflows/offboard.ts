import { loadModel } from '../runs/wiring/load.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunContext } from '../runs/wiring/context.ts'
import { offboardRun } from '../runs/offboard.ts'
import { EXIT } from '../runs/wiring/exit.ts'
import type { Finding } from '../findings/finding.ts'
import { markdownText } from '../findings/render/markdown-text.ts'
import type { GitHub } from '../github/connect.ts'
import { LABEL } from '../github/names.ts'
import { putPull } from '../github/put-pull.ts'
import { requesterIn } from './requester.ts'
import type { WorkflowRun } from './workflow-run.ts'

export type OffboardRequest = {
  readonly client: string
  readonly reason: string
  readonly ticket: string
  /** GitHub login and account number of the requester. */
  readonly by: string
  readonly byId: string
}

/**
 * Opens or edits the pull request with a client's tombstone. It ends nothing: the apply after its merge does, or
 * "metagrant offboard --yes".
 */
export async function offboardPull(
  context: RunContext,
  github: GitHub,
  order: OffboardRequest,
): Promise<WorkflowRun> {
  const { client, reason, ticket, by, byId } = order
  const { model } = await loadModel(context)
  const email = requesterIn(model, by)
  if (typeof email !== 'string') return refused([email])
  const outcome = await offboardRun(context, { client, reason, ticket, by: email, mode: 'write' })
  const findings = 'errors' in outcome ? outcome.errors : outcome.findings
  const file = model?.clients.find(({ slug }) => slug === client)?.file
  if (file === undefined || hasErrors(findings)) return refused(findings)
  const { did, number, made } = await putPull(github, {
    branch: `metagrant/offboard/${client}`,
    title: `Offboard ${client}`,
    body: [
      `**The relationship with \`${client}\` ends** when this is merged and applied. The apply removes our people, gives up our shares, ends the relationship between the two Businesses and removes the stack. A later pull request deletes the file of the client.`,
      `| | |\n| --- | --- |\n| Reason | ${markdownText(reason)} |\n| Ticket | ${markdownText(ticket)} |\n| Requested by | ${markdownText(email)} |`,
      'First approve its workflow runs ("Approve workflows to run"), so that the plan appears below: GitHub holds back the runs of a pull request that a workflow opened.',
    ].join('\n\n'),
    message: `Offboard ${client}`,
    label: LABEL.offboarding,
    assignees: [by],
    author: { login: by, id: byId },
    files: new Map([[file, await readFile(join(context.root, file), 'utf8')]]),
  })
  const summary = `## Offboard ${client}\n\n${number === undefined ? 'No pull request' : `#${number}`}: ${did}`
  return { exit: EXIT.ok, findings, summary, made: made === undefined ? [] : [made] }
}

function refused(findings: readonly Finding[]): WorkflowRun {
  return { exit: EXIT.refused, findings, summary: '## Refused' }
}
