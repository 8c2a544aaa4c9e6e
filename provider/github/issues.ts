import type { GitHub } from './connect.ts'
import { isPassing } from './github-error.ts'

/** An issue that we keep; found by its label and by the marker at the start of its body. */
export type OwnIssue = {
  readonly marker: string
  readonly label: string
  readonly title: string
  /** Without the marker. */
  readonly body: string
  readonly assignees?: readonly string[]
}

/** What happened to an issue; `number` is undefined when there was none. */
export type PutIssue = {
  readonly did: 'created' | 'reopened' | 'updated' | 'unchanged' | 'closed' | 'none'
  readonly number?: number
}

type FoundIssue = {
  readonly number: number
  readonly state: string
  readonly body: string
  readonly title: string
}

/**
 * Keeps one issue: creates, edits or reopens it. Two runs at once still end with one issue for a marker. Source: GitHub
 * REST docs, "Issues": a list of issues holds pull requests too (FACT).
 */
export async function putIssue(github: GitHub, issue: OwnIssue): Promise<PutIssue> {
  const [found, ...more] = await ownIssues(github, issue)
  for (const { number } of more) await close(github, number, 'not_planned')
  const body = `${issue.marker}\n${issue.body}`
  if (found === undefined) return createIssue(github, issue, body)
  const { number } = found
  if (found.state === 'open' && found.body === body && found.title === issue.title)
    return { did: 'unchanged', number }
  await github.rest.issues.update({
    ...github.repo,
    issue_number: number,
    title: issue.title,
    body,
    state: 'open',
  })
  return { did: found.state === 'open' ? 'updated' : 'reopened', number }
}

/** Creates an issue that is written once: a closed one was read, and is neither reopened nor edited. */
export async function putIssueOnce(github: GitHub, issue: OwnIssue): Promise<PutIssue> {
  const [found] = await ownIssues(github, issue)
  return found === undefined ? putIssue(github, issue) : { did: 'unchanged', number: found.number }
}

/** Closes the issue with a last comment, if it is open. */
export async function closeIssue(
  github: GitHub,
  issue: Pick<OwnIssue, 'marker' | 'label'>,
  comment: string,
): Promise<PutIssue> {
  const open = (await ownIssues(github, issue)).filter(({ state }) => state === 'open')
  for (const { number } of open) {
    await github.rest.issues.createComment({ ...github.repo, issue_number: number, body: comment })
    await close(github, number, 'completed')
  }
  const [first] = open
  return first === undefined ? { did: 'none' } : { did: 'closed', number: first.number }
}

async function createIssue(github: GitHub, issue: OwnIssue, body: string): Promise<PutIssue> {
  const { rest, repo } = github
  const { title, label, assignees = [] } = issue
  try {
    const { data } = await rest.issues.create({
      ...repo,
      title,
      body,
      labels: [label],
      assignees: [...assignees],
    })
    const [oldest] = await ownIssues(github, issue)
    if (oldest === undefined || oldest.number >= data.number) return { did: 'created', number: data.number }
    await close(github, data.number, 'not_planned')
    return { did: 'updated', number: oldest.number }
  } catch (error) {
    if (!isPassing(error)) throw error
    const [written] = await ownIssues(github, issue)
    if (written === undefined) throw error
    return { did: 'created', number: written.number }
  }
}

async function close(
  { rest, repo }: GitHub,
  number: number,
  reason: 'completed' | 'not_planned',
): Promise<void> {
  await rest.issues.update({ ...repo, issue_number: number, state: 'closed', state_reason: reason })
}

/**
 * App-written issues with this marker: the open ones, or else the newest closed one. A person's issue is never touched.
 */
async function ownIssues(
  { rest, paginate, repo }: GitHub,
  { marker, label }: Pick<OwnIssue, 'marker' | 'label'>,
): Promise<FoundIssue[]> {
  const all = await paginate(rest.issues.listForRepo, { ...repo, labels: label, state: 'all', per_page: 100 })
  const own = all
    .filter(
      ({ body, user, pull_request }) =>
        pull_request === undefined && user?.type === 'Bot' && body?.startsWith(marker),
    )
    .map(({ number, state, body, title }) => ({ number, state, title, body: body ?? '' }))
  const open = own.filter(({ state }) => state === 'open').sort((a, b) => a.number - b.number)
  const closed = own.filter(({ state }) => state !== 'open').sort((a, b) => b.number - a.number)
  return open.length > 0 ? open : closed.slice(0, 1)
}

/** The markers of our open issues with a label that begin with `start`; a marker is the first line of the body. */
export async function openMarkers(
  { rest, paginate, repo }: GitHub,
  label: string,
  start: string,
): Promise<string[]> {
  const all = await paginate(rest.issues.listForRepo, {
    ...repo,
    labels: label,
    state: 'open',
    per_page: 100,
  })
  return all
    .filter(({ body, user, pull_request }) => {
      return pull_request === undefined && user?.type === 'Bot' && body?.startsWith(start)
    })
    .map(({ body }) => (body ?? '').split('\n', 1)[0] ?? '')
}
