import { loadModel } from '../runs/wiring/load.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importRun } from '../runs/import.ts'
import type { RunContext } from '../runs/wiring/context.ts'
import type { Finding } from '../findings/finding.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import type { GitHub } from '../github/connect.ts'
import { LABEL } from '../github/names.ts'
import type { OwnPull } from '../github/put-pull.ts'
import type { Client, Model } from '../model/model.ts'
import { keepPulls } from './keep-pulls.ts'
import { loginsOf } from './logins.ts'
import { runOf, type WorkflowRun } from './workflow-run.ts'

/**
 * Keeps a repair pull request for each client, with its file as Meta is. Merging it keeps a manual change, with reason
 * and approval; closing it asks for an apply. Only reads Meta. A pull request that cannot be made stops no other.
 */
export async function proposeRepairs(
  context: RunContext,
  github: GitHub,
  slugs: readonly string[],
): Promise<WorkflowRun> {
  const { model } = await loadModel(context)
  const clients = model?.clients.filter(({ slug }) => slugs.includes(slug)) ?? []
  const { lines, findings, made } = await keepPulls(context, github, clients, (client) =>
    repairPull(context, model, client),
  )
  const done = lines.length === 0 ? 'None: the files match Meta.' : lines.join('\n')
  return { ...runOf(findings, `## Repairs proposed\n\n${done}`), made }
}

async function repairPull(
  context: RunContext,
  model: Model | undefined,
  client: Client,
): Promise<OwnPull | { readonly findings: readonly Finding[] }> {
  const { slug, business, file } = client
  const before = await readFile(join(context.root, file), 'utf8')
  const imported = await importRun(context, slug, { business, addPeople: false, own: [] })
  const findings = 'errors' in imported ? imported.errors : imported.findings
  if (hasErrors(findings)) return { findings }
  const text = await readFile(join(context.root, file), 'utf8')
  // No file can express this difference; the drift issue reports it.
  if (text === before) return { findings: [] }
  return {
    branch: `metagrant/repair/${slug}`,
    title: `Repair: ${slug}`,
    body: [
      `Somebody changed the access at \`${slug}\` by hand. This pull request makes the file match Meta. **To keep the change**, write every missing reason and merge this. To undo the change, close this and run the workflow **apply** with the digest of \`npx metagrant preview ${slug}\`.`,
      findingsMarkdown(findings),
      CLOSING,
    ].join('\n\n'),
    message: `Make the file of ${slug} match Meta`,
    label: LABEL.drift,
    assignees: loginsOf(model, client),
    files: new Map([[file, text]]),
  }
}

const CLOSING = `_The nightly scan updates this pull request, and never overwrites a commit of a person. First approve its workflow runs
("Approve workflows to run")._`
