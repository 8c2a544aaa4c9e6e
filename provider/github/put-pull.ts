import { defaultBranch, headOf, makeCommit, type Asker } from './branches.ts'
import type { GitHub } from './connect.ts'
import { isGone, isPassing } from './github-error.ts'

/** A pull request that we keep, found by its branch. Files are whole texts by path. */
export type OwnPull = {
  readonly branch: string
  readonly title: string
  readonly body: string
  readonly message: string
  readonly label: string
  readonly assignees: readonly string[]
  readonly files: ReadonlyMap<string, string>
  /** The requester, if there is one: the author of its commit, so their approval does not count. */
  readonly author?: Asker
}

/**
 * What happened to it. `declined`: somebody closed exactly this proposal; `edited`: the branch holds a commit of
 * somebody else.
 */
export type PutPull = {
  readonly did: 'created' | 'updated' | 'unchanged' | 'declined' | 'edited'
  readonly number: number | undefined
  /** The commit that this call made; a later step vouches for it (`makers.ts`). */
  readonly made?: string
}

/**
 * The last line of our commit messages. A branch whose head lacks it holds a person's work and is never overwritten.
 */
const TRAILER = 'Made-by: metagrant'

type FoundPull = {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
}

/**
 * Keeps one pull request on its branch. One commit puts our files on the default branch, and one step moves the branch
 * to it, so it never lacks its change. Two runs at once end with one pull request. Sources: GitHub REST docs, "Git
 * database" and "Pull requests" (FACT): one open pull request a branch.
 */
export async function putPull(github: GitHub, pull: OwnPull): Promise<PutPull> {
  const open = await openPull(github, pull.branch)
  const head = await headOf(github, pull.branch)
  if (head !== undefined && open === undefined && (await isDeclined(github, pull)))
    return { did: 'declined', number: undefined }
  if (head !== undefined && !(await isOurs(github, head))) return { did: 'edited', number: open?.number }
  const same = head !== undefined && (await holds(github, head, pull.files))
  const made = same ? {} : { made: await moveBranch(github, pull, head) }
  if (open === undefined) return { ...(await createPull(github, pull)), ...made }
  if (!open.labels.includes(pull.label)) await mark(github, pull, open.number)
  const told = open.title === pull.title && open.body === pull.body
  if (!told) {
    const { title, body } = pull
    await github.rest.pulls.update({ ...github.repo, pull_number: open.number, title, body })
  }
  return { did: same && told ? 'unchanged' : 'updated', number: open.number, ...made }
}

async function createPull(github: GitHub, pull: OwnPull): Promise<PutPull> {
  const { rest, repo } = github
  const { title, body, branch } = pull
  const base = await defaultBranch(github)
  let number: number
  try {
    const { data } = await rest.pulls.create({ ...repo, title, body, head: branch, base })
    number = data.number
  } catch (error) {
    // Another run was faster, or the answer was lost: the pull request exists.
    const there = await openPull(github, branch)
    if (there === undefined) throw error
    number = there.number
  }
  await mark(github, pull, number)
  return { did: 'created', number }
}

/**
 * The label comes last: without it a run was stopped. Once it is there, an assignee removed by hand is not added again.
 */
async function mark({ rest, repo }: GitHub, { label, assignees }: OwnPull, number: number): Promise<void> {
  if (assignees.length > 0)
    await rest.issues.addAssignees({ ...repo, issue_number: number, assignees: [...assignees] })
  await rest.issues.addLabels({ ...repo, issue_number: number, labels: [label] })
}

/**
 * Makes the commit first and moves the branch last: GitHub closes a pull request whose branch holds nothing
 * (BACKGROUND).
 */
async function moveBranch(
  github: GitHub,
  { branch, files, message, author }: OwnPull,
  head: string | undefined,
): Promise<string> {
  const { rest, repo } = github
  const parent = await headOf(github, await defaultBranch(github))
  const sha = await makeCommit(github, { parent, files, message: `${message}\n\n${TRAILER}`, author })
  if (head !== undefined) {
    await rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha, force: true })
    return sha
  }
  try {
    await rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha })
  } catch (error) {
    if (isPassing(error) || (await headOf(github, branch)) === undefined) throw error
  }
  return sha
}

async function isOurs({ rest, repo }: GitHub, commit: string): Promise<boolean> {
  const { data } = await rest.git.getCommit({ ...repo, commit_sha: commit })
  return data.message.trimEnd().endsWith(TRAILER)
}

async function holds(github: GitHub, ref: string, files: ReadonlyMap<string, string>): Promise<boolean> {
  for (const [path, text] of files) if ((await textAt(github, path, ref)) !== text) return false
  return true
}

/** The text of a file at a commit or branch; undefined when it does not exist. */
async function textAt({ rest, repo }: GitHub, path: string, ref: string): Promise<string | undefined> {
  try {
    const { data } = await rest.repos.getContent({ ...repo, path, ref })
    if (Array.isArray(data) || data.type !== 'file') return undefined
    return Buffer.from(data.content, 'base64').toString()
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

async function openPull({ rest, paginate, repo }: GitHub, branch: string): Promise<FoundPull | undefined> {
  const head = `${repo.owner}:${branch}`
  const [found] = await paginate(rest.pulls.list, { ...repo, head, state: 'open', per_page: 100 })
  if (found === undefined) return undefined
  const labels = found.labels.map(({ name }) => name)
  return { number: found.number, title: found.title, body: found.body ?? '', labels }
}

/** Whether a person closed a pull request of this branch with the same title and body. */
async function isDeclined(
  { rest, paginate, repo }: GitHub,
  { branch, body, title }: OwnPull,
): Promise<boolean> {
  const head = `${repo.owner}:${branch}`
  const closed = await paginate(rest.pulls.list, { ...repo, head, state: 'closed', per_page: 100 })
  return closed.some((one) => one.merged_at === null && one.title === title && one.body === body)
}
