import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RunContext } from '../../../provider/runs/wiring/context.ts'
import { findOver, tellOver } from '../../../provider/workflows/break-glass-ends.ts'
import { branchOf } from '../../../provider/workflows/break-glass-record.ts'
import { clientOf } from '../../support/github/client.ts'
import { ACTIONS_BOT, openPull } from '../../support/github/people.ts'
import { startGitHub, type FakeGitHub } from '../../support/github/server.ts'
import type { Pull } from '../../support/github/world.ts'
import { makeRepository, type Repository } from '../../support/workflows/repository.ts'

const RECORD = {
  client: 'acme',
  who: 'dev@northlight.example',
  asset: 'act_1001',
  level: 'advertiser',
  until: '2026-11-24T14:00Z',
}

function contextOf({ root }: Repository): RunContext {
  return { root, env: {}, progress: () => undefined, now: () => new Date('2026-11-24T17:00:00Z') }
}

function given({ world }: FakeGitHub, record = RECORD): Pull {
  const ref = branchOf(record, '17-1')
  return openPull(world, { author: ACTIONS_BOT, head: 'a'.repeat(40), base: 'b'.repeat(40), ref })
}

function acmeIn({ root }: Repository): Promise<string> {
  return readFile(join(root, 'access/clients/acme.yaml'), 'utf8')
}

it('findOver goes by what nobody can edit: the branch, and when GitHub made the pull request', async () => {
  await using github = await startGitHub()
  await using repository = await makeRepository()
  Object.assign(given(github), { body: 'Nothing was given', title: 'A typo', state: 'closed', labels: [] })
  const found = await findOver(contextOf(repository), clientOf(github).client)
  expect(found).toMatchObject({ over: [{ record: RECORD, isOpen: false }], findings: [] })
  expect(await acmeIn(repository)).toContain(`until: ${RECORD.until}`)
})

it('findOver is not kept from it by a comment, for whoever may write can edit those of others', async () => {
  await using github = await startGitHub()
  await using repository = await makeRepository()
  const { number } = given(github)
  const body = '<!-- metagrant:break-glass-ended -->\nEnded'
  github.world.comments.push({ id: 1, issue: number, user: ACTIONS_BOT, body, created_at: RECORD.until })
  const context = contextOf(repository)
  const { client } = clientOf(github)
  const { over } = await findOver(context, client)
  expect(over).toHaveLength(1)
  expect(await acmeIn(repository)).toContain(`until: ${RECORD.until}`)
  // What is told already is not told again.
  for (const one of over) await tellOver(client, one, 'https://github.example/run')
  expect(github.world.comments).toHaveLength(1)
})

it('findOver leaves a file as it is that takes such an exception no longer, so that the client goes on', async () => {
  await using github = await startGitHub()
  await using repository = await makeRepository()
  given(github, { ...RECORD, asset: 'act_9999' })
  given(github)
  const { over, findings } = await findOver(contextOf(repository), clientOf(github).client)
  expect(over.map(({ record }) => record)).toEqual([RECORD])
  expect(findings.map(({ code }) => code)).toEqual(['ASSET_UNKNOWN'])
  expect(await acmeIn(repository)).not.toContain('act_9999')
})
