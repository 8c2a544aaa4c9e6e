import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { approvalsOf } from '../../../provider/github/approval.ts'
import { readPull } from '../../../provider/github/pulls.ts'
import { offboardPull } from '../../../provider/workflows/offboard.ts'
import { clientOf } from '../../support/github/client.ts'
import { review } from '../../support/github/people.ts'
import { startGitHub } from '../../support/github/server.ts'
import { makeRepository } from '../../support/workflows/repository.ts'

const AGENCY = 'access/agency.yaml'

it('who asks for the end of a relationship cannot be the one who approves it, though a workflow opened it', async () => {
  await using github = await startGitHub()
  await using repository = await makeRepository()
  const agency = await readFile(join(repository.root, AGENCY), 'utf8')
  await repository.commit({
    [AGENCY]: agency.replace('name: Olga Brandt,', 'name: Olga Brandt, github: olga-b,'),
  })
  github.world.branches.set('main', repository.head())
  const context = {
    root: repository.root,
    env: {},
    now: () => new Date('2026-11-24T12:00:00Z'),
    progress: () => undefined,
  }
  const { client } = clientOf(github)
  const asked = { client: 'acme', reason: 'The contract ended', ticket: 'OPS-9' }
  const { exit } = await offboardPull(context, client, { ...asked, by: 'olga-b', byId: '42' })
  const [pull] = github.world.pulls
  if (pull === undefined) throw new Error(`There is no pull request: ${exit}`)
  review(github.world, pull, 'olga-b')
  expect(approvalsOf(await readPull(client, pull.number))).toEqual([])
  review(github.world, pull, 'ben')
  expect(approvalsOf(await readPull(client, pull.number)).map(({ by }) => by)).toEqual(['ben'])
})
