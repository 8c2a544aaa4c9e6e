import { createHash } from 'node:crypto'
import { NOT_FOUND, ok, textOf, type Answer, type Asked, type Route } from '../route.ts'
import { moved, tick, type World } from '../world.ts'

/** The contents of commits and trees, by id; the world holds branches and their files. */
type Made = {
  readonly files: ReadonlyMap<string, string>
  readonly message: string
  readonly parents: readonly string[]
  readonly author?: string | undefined
}

const MADE = new WeakMap<World, Map<string, Made>>()

/** Source of each: GitHub REST docs, "Git database". A commit that no route made holds what its branch holds. */
export const GIT_DATA_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'git/commits/:sha', source: 'rest/git/commits', answer: getCommit },
  { method: 'POST', path: 'git/commits', source: 'rest/git/commits', answer: createCommit },
  { method: 'POST', path: 'git/trees', source: 'rest/git/trees', answer: createTree },
  { method: 'GET', path: 'git/trees/:sha', source: 'rest/git/trees', answer: getTree },
  { method: 'GET', path: 'git/blobs/:sha', source: 'rest/git/blobs', answer: getBlob },
  { method: 'POST', path: 'git/refs', source: 'rest/git/refs', answer: moveTo },
  { method: 'PATCH', path: 'git/refs/heads/*branch', source: 'rest/git/refs', answer: moveTo },
]

function madeIn(world: World): Map<string, Made> {
  const made = MADE.get(world) ?? new Map<string, Made>()
  MADE.set(world, made)
  return made
}

/** The texts at a commit. */
export function filesAt(world: World, sha: string): ReadonlyMap<string, string> {
  const branch = [...world.branches].find(([, at]) => at === sha)?.[0] ?? ''
  return madeIn(world).get(sha)?.files ?? world.files.get(branch) ?? new Map<string, string>()
}

/** The account of a commit, by its author's address. Source: GitHub docs, "Setting your commit email address". */
export function authorOf(world: World, sha: string): string | undefined {
  return /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(madeIn(world).get(sha)?.author ?? '')?.[1]
}

function getCommit({ world, params: { sha = '' } }: Asked): Answer {
  const made = madeIn(world).get(sha)
  if (made === undefined && ![...world.branches.values()].includes(sha)) return NOT_FOUND
  return ok({ sha, message: made?.message ?? 'A commit of a person', tree: { sha } })
}

function createTree({ world, body }: Asked): Answer {
  const base = body['base_tree']
  const files = new Map(base === undefined ? [] : filesAt(world, textOf(base)))
  for (const one of body['tree'] as { path: string; content: string }[]) files.set(one.path, one.content)
  return ok({ sha: remember(world, { files, message: '', parents: [] }) }, 201)
}

function createCommit({ world, body }: Asked): Answer {
  const { files } = madeIn(world).get(textOf(body['tree'])) ?? { files: new Map<string, string>() }
  const parents = (body['parents'] ?? []) as string[]
  const author = textOf((body['author'] as { email?: unknown } | undefined)?.email)
  return ok({ sha: remember(world, { files, message: textOf(body['message']), parents, author }) }, 201)
}

/** Only the top folder; a tree's id here is that of its commit. */
function getTree({ world, params: { sha = '' } }: Asked): Answer {
  const tree = [...filesAt(world, sha)]
    .filter(([path]) => !path.includes('/'))
    .map(([path, text]) => ({ path, type: 'blob', mode: '100644', sha: blobOf(text) }))
  return ok({ sha, tree, truncated: false })
}

function getBlob({ world, params: { sha = '' } }: Asked): Answer {
  const texts = [...madeIn(world).values(), ...[...world.files.values()].map((files) => ({ files }))]
  const text = texts.flatMap(({ files }) => [...files.values()]).find((one) => blobOf(one) === sha)
  if (text === undefined) return NOT_FOUND
  return ok({ sha, encoding: 'base64', content: Buffer.from(text).toString('base64') })
}

/** Git's own id of a file's content. */
export function blobOf(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Whether `later` descends from `earlier`, as far as routes made the commits. */
function isBehind(world: World, earlier: string, later: string): boolean {
  const parents = madeIn(world).get(later)?.parents ?? []
  return earlier === later || parents.some((parent) => isBehind(world, earlier, parent))
}

/** A branch that is created at or moved to one of our commits gets that commit's files. */
function moveTo({ world, params, body, user }: Asked): Answer {
  const branch = params['branch'] ?? textOf(body['ref']).replace('refs/heads/', '')
  const sha = textOf(body['sha'])
  const isNew = params['branch'] === undefined
  if (isNew === world.branches.has(branch))
    return { status: 422, body: { message: isNew ? 'Reference already exists' : 'Reference does not exist' } }
  const head = world.branches.get(branch)
  // Without "force" a branch only moves forward (docs: "ensure the update is a fast-forward").
  if (head !== undefined && body['force'] !== true && !isBehind(world, head, sha))
    return { status: 422, body: { message: 'Update is not a fast forward' } }
  const type = head !== undefined && !isBehind(world, head, sha) ? { type: 'force_push' as const } : {}
  moved(world, { branch, before: head, after: sha, actor: user, ...type })
  world.files.set(branch, new Map(filesAt(world, sha)))
  world.branches.set(branch, sha)
  for (const pull of world.pulls) if (pull.head.ref === branch && pull.state === 'open') pull.head.sha = sha
  return ok({ ref: `refs/heads/${branch}`, object: { type: 'commit', sha } }, isNew ? 201 : 200)
}

function remember(world: World, made: Made): string {
  const facts = JSON.stringify([[...made.files], made.message, made.parents, tick(world)])
  const sha = createHash('sha1').update(facts).digest('hex')
  madeIn(world).set(sha, made)
  return sha
}
