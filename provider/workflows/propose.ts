import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../cli/context.ts'
import { EXIT, type ExitCode } from '../cli/exit.ts'
import { loadModel } from '../cli/load.ts'
import { hasErrors } from '../cli/report.ts'
import { runJson } from '../cli/run-json.ts'
import type { Finding } from '../findings/finding.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import type { GitHub } from '../github/connect.ts'
import { findingOfGitHub } from '../github/finding-of.ts'
import { LABEL } from '../github/names.ts'
import { putPull, type PutPull } from '../github/put-pull.ts'
import type { Client, Model } from '../model/model.ts'
import { loginsOf } from './logins.ts'

export type Proposed = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly summary: string
}

/**
 * Keeps a repair pull request for each of the clients: their file as Meta is, so that merging it keeps what somebody
 * changed by hand, with a reason and an approval, and closing it asks for an apply. Reads Meta only. One that cannot be
 * made stops no other.
 */
export async function proposeRepairs(
  context: Context,
  github: GitHub,
  slugs: readonly string[],
): Promise<Proposed> {
  const { model } = await loadModel(context)
  const findings: Finding[] = []
  const lines: string[] = []
  for (const client of model?.clients.filter(({ slug }) => slugs.includes(slug)) ?? []) {
    context.output.progress(`Proposing a repair for ${client.slug}`)
    const found = await proposeRepair(context, github, model, client)
    if ('did' in found)
      lines.push(`- \`${client.slug}\`: ${found.did}${found.number === undefined ? '' : ` #${found.number}`}`)
    else findings.push(...found.findings)
  }
  return {
    exit: hasErrors(findings) ? EXIT.error : EXIT.ok,
    findings,
    summary: `## Repairs proposed\n\n${lines.length === 0 ? 'None: the files say what Meta shows.' : lines.join('\n')}`,
  }
}

type Kept = PutPull | { readonly findings: readonly Finding[] }

async function proposeRepair(
  context: Context,
  github: GitHub,
  model: Model | undefined,
  client: Client,
): Promise<Kept> {
  const { slug, business, file } = client
  const before = await readFile(join(context.root, file), 'utf8')
  const { findings } = await runJson<object>(['import', '--business', business, '--', slug], context)
  if (hasErrors(findings)) return { findings }
  const text = await readFile(join(context.root, file), 'utf8')
  // What differs is then nothing that a file can say: the issue tells it.
  if (text === before) return { findings: [] }
  try {
    return await putPull(github, {
      branch: `metagrant/repair/${slug}`,
      title: `Repair: ${slug}`,
      body: [
        `Somebody changed the access at \`${slug}\` by hand. This makes the file as Meta is: **merging it keeps the change**, once every reason below is given. To undo the change instead, close this and run the workflow **apply** with the digest of \`npx metagrant preview ${slug}\`.`,
        findingsMarkdown(findings),
        CLOSING,
      ].join('\n\n'),
      message: `Make the file of ${slug} as Meta is`,
      label: LABEL.drift,
      assignees: loginsOf(model, client),
      files: new Map([[file, text]]),
    })
  } catch (error) {
    return { findings: [findingOfGitHub(error)] }
  }
}

const CLOSING = `_Kept by the nightly scan, which does not write over what a person has committed here. Approve its workflow runs first
("Approve workflows to run")._`
