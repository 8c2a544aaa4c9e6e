import { expect, it } from 'vitest'
import { closeIssue, putIssue, type OwnIssue } from '../../../provider/github/issues.ts'
import { clientOf } from '../../support/github/client.ts'
import { openPull, person } from '../../support/github/people.ts'
import { startGitHub, type FakeGitHub } from '../../support/github/server.ts'
import { nextNumber, tick, type Issue } from '../../support/github/world.ts'

const DRIFT: OwnIssue = {
  marker: '<!-- metagrant:drift:acme -->',
  label: 'drift',
  title: 'Drift: acme',
  body: 'One',
}

function stranger({ world }: FakeGitHub, body: string): Issue {
  const number = nextNumber(world)
  const issue = { number, user: person('eve'), title: 'x', body, state: 'open' as const, state_reason: null }
  world.issues.push({ ...issue, labels: ['drift'], assignees: [], created_at: tick(world) })
  return world.issues.at(-1) as Issue
}

it('putIssue opens one, edits it, leaves it alone, and opens it again after it was closed', async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  expect(await putIssue(client, DRIFT)).toEqual({ did: 'created', number: 1 })
  expect(await putIssue(client, DRIFT)).toEqual({ did: 'unchanged', number: 1 })
  expect(await putIssue(client, { ...DRIFT, body: 'Two' })).toEqual({ did: 'updated', number: 1 })
  expect(await closeIssue(client, DRIFT, 'Gone')).toEqual({ did: 'closed', number: 1 })
  expect(await closeIssue(client, DRIFT, 'Gone')).toEqual({ did: 'none' })
  expect(await putIssue(client, DRIFT)).toEqual({ did: 'reopened', number: 1 })
  expect(github.world.issues).toMatchObject([
    { state: 'open', labels: ['drift'], body: `${DRIFT.marker}\nOne` },
  ])
  expect(github.world.comments.map(({ body }) => body)).toEqual(['Gone'])
})

it("putIssue and closeIssue leave other clients' issues, people's issues and pull requests alone", async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  const theirs = stranger(github, `${DRIFT.marker} mine`)
  const pull = openPull(github.world, { head: 'a', base: 'b', body: DRIFT.marker })
  pull.labels = ['drift']
  await putIssue(client, { ...DRIFT, marker: '<!-- metagrant:drift:bloom -->' })
  expect(await closeIssue(client, DRIFT, 'Gone')).toEqual({ did: 'none' })
  expect(await putIssue(client, DRIFT)).toMatchObject({ did: 'created' })
  expect([theirs.state, theirs.body, pull.state]).toEqual(['open', `${DRIFT.marker} mine`, 'open'])
})

it('putIssue finds its issue beyond the first page', async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  await putIssue(client, DRIFT)
  for (let at = 0; at < 120; at += 1) stranger(github, `Remark ${at}`)
  expect(await putIssue(client, { ...DRIFT, body: 'Two' })).toEqual({ did: 'updated', number: 1 })
})

it('putIssue does not open a second one when the answer is lost', async () => {
  await using github = await startGitHub()
  github.fail({ method: 'POST', path: /^issues$/, status: 502, times: 1, done: true })
  expect(await putIssue(clientOf(github).client, DRIFT)).toEqual({ did: 'created', number: 1 })
  expect(github.world.issues).toHaveLength(1)
})

it('putIssue twice at once leaves one open', async () => {
  await using github = await startGitHub()
  await Promise.all([1, 2].map(() => putIssue(clientOf(github).client, DRIFT)))
  expect(github.world.issues.filter(({ state }) => state === 'open')).toHaveLength(1)
})
