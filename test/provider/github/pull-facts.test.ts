import { expect, test } from 'vitest'
import { readPullFacts } from '../../../provider/github/pull-facts.ts'
import { clientOf } from '../../support/github/client.ts'
import { merge, openPull, review } from '../../support/github/people.ts'
import { startGitHub } from '../../support/github/server.ts'

const [BASE, HEAD, MERGE] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string]

test('readPullFacts tells who asked, who of others approved what was merged, and who merged', async () => {
  await using github = await startGitHub()
  const { client } = clientOf(github)
  const pull = openPull(github.world, {
    author: 'dev',
    title: 'Add Ben',
    body: 'Reason: A sale',
    head: HEAD,
    base: BASE,
  })
  for (const [login, state] of [
    ['dev', 'APPROVED'],
    ['olga', 'APPROVED'],
    ['ben', 'CHANGES_REQUESTED'],
  ] as const)
    review(github.world, pull, login, state)
  expect(await readPullFacts(client, MERGE)).toBeUndefined()
  merge(github.world, pull, MERGE, 'pavel')
  const facts = await readPullFacts(client, MERGE)
  expect(facts).toMatchObject({
    number: pull.number,
    title: 'Add Ben',
    body: 'Reason: A sale',
    asked: { by: 'dev', at: pull.created_at },
    merged: { by: 'pavel', at: pull.merged_at },
  })
  expect(facts?.approved.map(({ by }) => by)).toEqual(['olga'])
  expect(await readPullFacts(client, 'd'.repeat(40))).toBeUndefined()
})
