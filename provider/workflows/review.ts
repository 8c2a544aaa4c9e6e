import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../cli/context.ts'
import { EXIT, type ExitCode } from '../cli/exit.ts'
import { loadModel } from '../cli/load.ts'
import { main } from '../cli/main.ts'
import { hasErrors } from '../cli/report.ts'
import { runJson } from '../cli/run-json.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { findingOfGitHub } from '../github/finding-of.ts'
import { LABEL } from '../github/names.ts'
import { putPull, type PutPull } from '../github/put-pull.ts'
import type { Client, Model } from '../model/model.ts'
import { loginsOf } from './logins.ts'

export type ReviewRun = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly summary: string
}

/** Characters of a pull request's body; GitHub refuses more than 65,536 (FACT). */
const MOST_CHARACTERS = 60_000

/**
 * Reviews each client and keeps one pull request for it, assigned to who answers for the client. One that cannot be
 * reviewed, or whose pull request cannot be written, stops no other.
 */
export async function reviewRun(context: Context, github: GitHub): Promise<ReviewRun> {
  const { model, findings: faults } = await loadModel(context)
  const findings: Finding[] = faults.filter((one) => hasErrors([one]))
  const lines: string[] = []
  for (const client of model?.clients ?? []) {
    context.output.progress(`Reviewing ${client.slug}`)
    const found = await reviewClient(context, github, model, client)
    if ('did' in found)
      lines.push(`- \`${client.slug}\`: ${found.did}${found.number === undefined ? '' : ` #${found.number}`}`)
    else findings.push(...found.findings)
  }
  return {
    exit: hasErrors(findings) ? EXIT.error : EXIT.ok,
    findings,
    summary: `## Access review\n\n${lines.length === 0 ? 'No client was reviewed.' : lines.join('\n')}`,
  }
}

async function reviewClient(
  context: Context,
  github: GitHub,
  model: Model | undefined,
  client: Client,
): Promise<PutPull | { readonly findings: readonly Finding[] }> {
  const path = join(context.root, client.file)
  const body = await reviewBody(context, client.slug)
  const { findings } = await runJson<object>(
    ['review', '--write', '--by', reviewerOf(model, client), '--', client.slug],
    context,
  )
  if (hasErrors(findings)) return { findings }
  try {
    return await putPull(github, {
      branch: `metagrant/review/${client.slug}`,
      title: `Access review: ${client.slug}`,
      body: `${body.slice(0, MOST_CHARACTERS)}\n\n${CLOSING}`,
      message: `Review the access at ${client.slug}`,
      label: LABEL.review,
      assignees: loginsOf(model, client),
      files: new Map([[client.file, await readFile(path, 'utf8')]]),
    })
  } catch (error) {
    return { findings: [findingOfGitHub(error)] }
  }
}

const CLOSING = `Approving this says that you have looked at all of it. Correct the file on this branch where the proposal is wrong: metagrant
does not write over what a person has committed. Approve its workflow runs first ("Approve workflows to run").`

/** The owner reviews; without one, the first admin of our Business does, until the file names somebody. */
function reviewerOf(model: Model | undefined, { owner }: Client): string {
  return owner ?? model?.agency.people.find(({ businessRole }) => businessRole === 'admin')?.email ?? ''
}

async function reviewBody(context: Context, slug: string): Promise<string> {
  let text = ''
  const output = { ...context.output, out: (part: string) => void (text += part) }
  await main(['review', '--format', 'markdown', '--', slug], { ...context, output })
  return text
}
