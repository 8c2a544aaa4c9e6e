import { expect, it } from 'vitest'
import { connectGitHub, type GitHub } from '../../../provider/github/connect.ts'
import { GitHubError } from '../../../provider/github/github-error.ts'
import { PRIMARY_LIMIT, SECONDARY_LIMIT } from '../../support/github/faults.ts'
import { openPull } from '../../support/github/people.ts'
import { clientOf } from '../../support/github/client.ts'
import { JOB_TOKEN, READ_TOKEN, startGitHub } from '../../support/github/server.ts'

const SHA = 'a'.repeat(40)

function getPull({ rest, repo }: GitHub): Promise<unknown> {
  return rest.pulls.get({ ...repo, pull_number: 1 })
}

async function errorOf(work: Promise<unknown>): Promise<GitHubError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(GitHubError)
  return error as GitHubError
}

it.each([
  {},
  { GITHUB_TOKEN: 'x' },
  { GITHUB_TOKEN: '', GITHUB_REPOSITORY: 'a/b' },
  { GITHUB_TOKEN: 'x', GITHUB_REPOSITORY: 'a' },
])('connectGitHub is undefined without a token and a repository: %o', (env) => {
  expect(connectGitHub(env)).toBeUndefined()
})

it('connectGitHub reads every page', async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  for (let at = 0; at < 230; at += 1) openPull(github.world, { head: SHA, base: SHA })
  const all = await client.paginate(client.rest.pulls.list, { ...client.repo, per_page: 100 })
  expect(all.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 230 }, (_, at) => at + 1),
  )
  expect(github.calls).toHaveLength(3)
})

it('connectGitHub repeats a read that failed in passing, with growing waits', async () => {
  await using github = await startGitHub()
  const { client, waits } = clientOf(github)
  openPull(github.world, { head: SHA, base: SHA })
  github.fail({ path: /^pulls/, status: 502, times: 2 })
  await getPull(client)
  expect(waits).toEqual([500, 1000])
})

it('connectGitHub gives up in the end, and says what was asked', async () => {
  await using github = await startGitHub()
  github.fail({ path: /^pulls/, status: 503 })
  const error = await errorOf(getPull(clientOf(github).client))
  expect(error.facts).toMatchObject({
    kind: 'passing',
    status: 503,
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  })
  expect(github.calls).toHaveLength(4)
})

it('connectGitHub does not send a POST again whose answer was lost', async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  github.fail({ method: 'POST', path: /^issues$/, status: 502, done: true })
  const error = await errorOf(client.rest.issues.create({ ...client.repo, title: 'One' }))
  expect(error.kind).toBe('passing')
  expect(github.world.issues).toHaveLength(1)
})

it('connectGitHub sends anything again that a rate limit kept from being done', async () => {
  await using github = await startGitHub()
  const { client, waits } = clientOf(github)
  github.fail({
    method: 'POST',
    path: /^issues$/,
    times: 1,
    ...SECONDARY_LIMIT,
    headers: { 'retry-after': '7' },
  })
  await client.rest.issues.create({ ...client.repo, title: 'One' })
  expect(waits).toEqual([7000])
  expect(github.world.issues).toHaveLength(1)
})

it('connectGitHub does not wait for a rate limit that ends too late', async () => {
  await using github = await startGitHub()
  const { client, waits } = clientOf(github)
  github.fail({ path: /^pulls/, ...PRIMARY_LIMIT })
  expect((await errorOf(getPull(client))).kind).toBe('throttled')
  expect(waits).toEqual([])
})

it.each([
  ['gone', 404],
  ['refused', 401],
  ['refused', 403],
  ['invalid', 422],
] as const)('connectGitHub calls an error %s for %i, and does not repeat it', async (kind, status) => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  github.fail({ path: /^pulls/, status, message: 'No' })
  expect((await errorOf(getPull(client))).kind).toBe(kind)
  expect(github.calls).toHaveLength(1)
})

it('connectGitHub lets no token into an error', async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  github.fail({
    path: /^pulls/,
    status: 422,
    message: `Bad ${JOB_TOKEN}, ghp_abcdefgh12345678 and github_pat_11AAAAAAA0`,
  })
  const error = await errorOf(getPull(client))
  expect(`${error.stack} ${JSON.stringify(error.facts)}`).not.toMatch(/ghs_|ghp_|github_pat_/)
})

it('connectGitHub says so when nobody answers', async () => {
  const env = {
    GITHUB_TOKEN: JOB_TOKEN,
    GITHUB_API_URL: 'http://127.0.0.1:1',
    GITHUB_REPOSITORY: 'acme/access',
  }
  const client = connectGitHub(env, { retry: { attempts: 1 } })
  expect((await errorOf(getPull(client as GitHub))).facts).toMatchObject({ kind: 'passing', status: 0 })
})

it('a token that may only read is refused every write', async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github, READ_TOKEN)
  expect((await errorOf(client.rest.issues.create({ ...client.repo, title: 'One' }))).kind).toBe('refused')
  expect(github.world.issues).toEqual([])
})
