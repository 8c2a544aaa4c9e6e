import { createHash } from 'node:crypto'
import { invalid, NOT_FOUND, ok, textOf, type Answer, type Asked, type Route } from '../route.ts'
import { blobOf, filesAt } from './git-data.ts'
import { tick, type World } from '../world.ts'

/** Branches and their files. A commit's id is a hash of the branch before and of the change. */
export const CONTENT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: 'git/ref/heads/*branch',
    source: 'rest/git/refs',
    answer: ({ world, params: { branch = '' } }) => {
      const sha = world.branches.get(branch)
      return sha === undefined ? NOT_FOUND : ok(refJson(branch, sha))
    },
  },
  {
    method: 'DELETE',
    path: 'git/refs/heads/*branch',
    source: 'rest/git/refs',
    answer: ({ world, params: { branch = '' } }) =>
      world.branches.delete(branch) ? { status: 204 } : invalid('ref', 'Reference does not exist'),
  },
  { method: 'GET', path: 'contents/*path', source: 'rest/repos/contents', answer: get },
  { method: 'PUT', path: 'contents/*path', source: 'rest/repos/contents', answer: put },
]

function get({ world, params: { path = '' }, query }: Asked): Answer {
  const branch = query.get('ref')?.replace('refs/heads/', '') ?? world.repository.default_branch
  const text = filesAt(world, world.branches.get(branch) ?? branch).get(path)
  if (text === undefined) return NOT_FOUND
  const content = Buffer.from(text).toString('base64')
  return ok({
    type: 'file',
    path,
    name: path.split('/').at(-1),
    encoding: 'base64',
    content,
    sha: blobOf(text),
  })
}

/** Replacing an existing file requires the id of its current blob, else 409. */
function put({ world, params: { path = '' }, body }: Asked): Answer {
  const branch = textOf(body['branch']) || world.repository.default_branch
  const tree = world.files.get(branch) ?? new Map<string, string>()
  const before = tree.get(path)
  if (!world.branches.has(branch)) return NOT_FOUND
  if (before !== undefined && body['sha'] === undefined) return invalid('sha', '"sha" wasn\'t supplied.')
  if (before !== undefined && body['sha'] !== blobOf(before))
    return { status: 409, body: { message: `${path} does not match ${textOf(body['sha'])}` } }
  const text = Buffer.from(textOf(body['content']), 'base64').toString()
  tree.set(path, text)
  world.files.set(branch, tree)
  const sha = commitOf(world, branch, path, text)
  world.branches.set(branch, sha)
  const commit = { sha, message: textOf(body['message']) }
  return ok({ content: { path, sha: blobOf(text) }, commit }, before === undefined ? 201 : 200)
}

function commitOf(world: World, branch: string, path: string, text: string): string {
  const facts = [world.branches.get(branch), path, text, tick(world)]
  return createHash('sha1').update(JSON.stringify(facts)).digest('hex')
}

function refJson(branch: string, sha: string): object {
  return { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } }
}
