import { hasErrors } from '../findings/has-errors.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { todayOf, type RunContext } from '../runs/wiring/context.ts'
import { askable, missingTokens } from '../runs/wiring/tokens.ts'
import { select } from '../runs/wiring/select.ts'
import type { Proposal } from '../edit/proposal.ts'
import { readReviews } from '../runs/read-reviews.ts'
import { diffOf, proposalOf, type Reviews } from '../runs/review-proposal.ts'
import { reviewerFinding } from '../review/reviewer.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { LABEL } from '../github/names.ts'
import type { OwnPull } from '../github/put-pull.ts'
import type { Client, Model } from '../model/model.ts'
import { reviewMarkdown } from '../review/render/markdown.ts'
import { keepPulls } from './keep-pulls.ts'
import { loginsOf } from './logins.ts'
import { runOf, type WorkflowRun } from './workflow-run.ts'

/** Most characters of a pull request's body; GitHub refuses more than 65,536 (FACT). */
const MOST_CHARACTERS = 60_000

/**
 * Reviews every client from one read of Meta, and keeps one pull request for each, assigned to its owner. A client that
 * cannot be reviewed, or whose pull request cannot be written, stops no other.
 */
export async function reviewWorkflow(context: RunContext, github: GitHub): Promise<WorkflowRun> {
  const selection = await select({ names: [], all: true, withoutBroken: true }, context)
  if (!('model' in selection)) return runOf(selection, summaryOf([]))
  const faults = selection.findings.filter((one) => hasErrors([one]))
  const ours = missingTokens([], context)
  if (ours.length > 0) return runOf([...faults, ...ours], summaryOf([]))
  const { clients, lacking } = askable(selection.clients, context)
  const read = await readReviews({ ...selection, clients }, context)
  if ('errors' in read) return runOf([...faults, ...read.errors], summaryOf([]))
  const { reviews } = read
  const { model } = selection
  const reviewed = { model, reviews, context }
  const shown = await proposalOf(model, reviewed.reviews, () => undefined, context)
  const signed = await proposalOf(model, reviewed.reviews, (client) => reviewerOf(model, client), context)
  const { lines, findings, made } = await keepPulls(
    context,
    github,
    model.clients.filter(({ slug }) => reviews.has(slug)),
    (client) => reviewPull(reviewed, shown, signed, client),
  )
  return { ...runOf([...faults, ...lacking, ...findings], summaryOf(lines)), made }
}

function summaryOf(lines: readonly string[]): string {
  return `## Access review\n\n${lines.length === 0 ? 'No client was reviewed.' : lines.join('\n')}`
}

type ReviewedClients = { readonly model: Model; readonly reviews: Reviews; readonly context: RunContext }

/** `shown` is the proposal, `signed` the same with the record of the review. */
async function reviewPull(
  { model, reviews, context }: ReviewedClients,
  shown: Proposal,
  signed: Proposal,
  client: Client,
): Promise<OwnPull | { readonly findings: readonly Finding[] }> {
  const { slug, file } = client
  const unfit = reviewerFinding(reviewerOf(model, client), model.agency)
  const refused = signed.refused.filter(({ address }) => address?.file === file)
  if (unfit !== undefined || refused.length > 0)
    return { findings: [...(unfit === undefined ? [] : [unfit]), ...refused] }
  const findings = (reviews.get(slug) ?? []).map((item) => item.finding)
  const body = reviewMarkdown(
    [{ client: slug, findings, diff: diffOf(model.clients, shown, slug) }],
    todayOf(context),
  )
  const proposed = signed.files.find(({ path }) => path === file)?.text
  return {
    branch: `metagrant/review/${slug}`,
    title: `Access review: ${slug}`,
    body: `${body.slice(0, MOST_CHARACTERS)}\n\n${CLOSING}`,
    message: `Review the access at ${slug}`,
    label: LABEL.review,
    assignees: loginsOf(model, client),
    files: new Map([[file, proposed ?? (await readFile(join(context.root, file), 'utf8'))]]),
  }
}

const CLOSING = `Your approval says that you have checked all of it. Where the proposal is wrong, correct the file on this branch: metagrant
never overwrites a commit of a person. First approve its workflow runs ("Approve workflows to run").`

/** The owner; without one, the first admin of our Business. */
function reviewerOf({ agency }: Model, { owner }: Client): string {
  return owner ?? agency.people.find(({ businessRole }) => businessRole === 'admin')?.email ?? ''
}
