import { expect, it } from 'vitest'
import { putComment } from '../../../provider/github/comments.ts'
import { clientOf } from '../../support/github/client.ts'
import { ACTIONS_BOT, openPull, person } from '../../support/github/people.ts'
import { startGitHub, type FakeGitHub } from '../../support/github/server.ts'
import { nextId, tick, type User } from '../../support/github/world.ts'

const MARKER = '<!-- metagrant:plan -->'
const SHA = 'a'.repeat(40)

function say({ world }: FakeGitHub, body: string, user: User = person('eve')): void {
  world.comments.push({ id: nextId(world), issue: 1, user, body, created_at: tick(world) })
}

async function withPull(): Promise<FakeGitHub> {
  const github = await startGitHub()
  openPull(github.world, { head: SHA, base: SHA })
  return github
}

function bodies({ world }: FakeGitHub): string[] {
  return world.comments.map(({ body }) => body)
}

it('putComment writes one, edits it in place, and leaves it alone when it says the same', async () => {
  await using github = await withPull()
  const { client } = clientOf(github)
  expect(await putComment(client, 1, MARKER, `${MARKER} one`)).toBe('created')
  expect(await putComment(client, 1, MARKER, `${MARKER} two`)).toBe('updated')
  expect(await putComment(client, 1, MARKER, `${MARKER} two`)).toBe('unchanged')
  expect(bodies(github)).toEqual([`${MARKER} two`])
})

it('putComment finds its comment beyond the first page', async () => {
  await using github = await withPull()
  for (let at = 0; at < 150; at += 1) say(github, `Remark ${at}`)
  say(github, `${MARKER} old`, ACTIONS_BOT)
  expect(await putComment(clientOf(github).client, 1, MARKER, `${MARKER} new`)).toBe('updated')
  expect(bodies(github).at(-1)).toBe(`${MARKER} new`)
})

it('putComment does not touch what a person wrote, whatever it begins with', async () => {
  await using github = await withPull()
  say(github, `${MARKER} not yours`)
  expect(await putComment(clientOf(github).client, 1, MARKER, `${MARKER} ours`)).toBe('created')
  expect(bodies(github)).toEqual([`${MARKER} not yours`, `${MARKER} ours`])
})

it('putComment writes a comment again that somebody deleted between look and edit', async () => {
  await using github = await withPull()
  say(github, `${MARKER} old`, ACTIONS_BOT)
  const { client } = clientOf(github)
  github.fail({ method: 'PATCH', path: /^issues\/comments/, status: 404, times: 1 })
  const gone = putComment(client, 1, MARKER, `${MARKER} new`)
  github.world.comments = []
  expect(await gone).toBe('created')
  expect(bodies(github)).toEqual([`${MARKER} new`])
})

it.each([true, false])(
  'putComment ends with one comment when the answer is lost (written: %s)',
  async (done) => {
    await using github = await withPull()
    github.fail({ method: 'POST', path: /comments$/, status: 502, times: 1, done })
    await putComment(clientOf(github).client, 1, MARKER, `${MARKER} new`)
    expect(bodies(github)).toEqual([`${MARKER} new`])
  },
)

it('putComment gives up when GitHub stays away', async () => {
  await using github = await withPull()
  github.fail({ method: 'POST', path: /comments$/, status: 502 })
  await expect(putComment(clientOf(github).client, 1, MARKER, MARKER)).rejects.toMatchObject({
    kind: 'passing',
  })
})

it('putComment twice at once leaves one comment', async () => {
  await using github = await withPull()
  const two = ['one', 'two'].map((word) =>
    putComment(clientOf(github).client, 1, MARKER, `${MARKER} ${word}`),
  )
  await Promise.all(two)
  expect(github.world.comments).toHaveLength(1)
})
