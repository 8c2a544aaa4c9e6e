import { expect, it } from 'vitest'
import { finding } from '../../../provider/findings/catalogue.ts'
import type { PullPreview } from '../../../provider/workflows/preview-pull.ts'
import { tellApplied } from '../../../provider/workflows/tell-applied.ts'
import { tellPull } from '../../../provider/workflows/tell-pull.ts'
import { clientOf } from '../../support/github/client.ts'
import { ACTIONS_BOT, openPull, person } from '../../support/github/people.ts'
import { startGitHub } from '../../support/github/server.ts'
import { tick, type World } from '../../support/github/world.ts'

const [HEAD, BASE, MERGED] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)]
const PREVIEW: PullPreview = {
  comment: '<!-- metagrant:plan -->\nOne',
  statuses: [{ context: 'metagrant/plan', state: 'success', description: '0 planned, no changes' }],
}

function statesOf({ statuses }: World): Record<string, string> {
  return Object.fromEntries(statuses.map(({ context, state }) => [context, state]))
}

it('tellPull comments first and writes the statuses last', async () => {
  await using github = await startGitHub()
  const { number } = openPull(github.world, { head: HEAD, base: BASE })
  expect(await tellPull(clientOf(github).client, { number, head: HEAD }, PREVIEW)).toBe('created')
  const written = github.calls.filter(({ method }) => method !== 'GET').map(({ path }) => path.split('/')[0])
  expect(written).toEqual(['issues', 'statuses'])
})

it('tellPull leaves the comment to the run of a newer commit, and marks its own', async () => {
  await using github = await startGitHub()
  const { number } = openPull(github.world, { head: HEAD, base: BASE })
  expect(await tellPull(clientOf(github).client, { number, head: BASE }, PREVIEW)).toBe('outdated')
  expect(github.world.comments).toEqual([])
  expect(github.world.statuses.map(({ sha }) => sha)).toEqual([BASE])
})

it('tellPull without a preview says so, so that no old plan passes for one', async () => {
  await using github = await startGitHub()
  const { number } = openPull(github.world, { head: HEAD, base: BASE })
  const { client } = clientOf(github)
  await tellPull(client, { number, head: HEAD }, PREVIEW)
  await tellPull(client, { number, head: HEAD })
  expect(statesOf(github.world)).toEqual({ 'metagrant/plan': 'error' })
  expect(github.world.comments.map(({ body }) => body)).not.toEqual([PREVIEW.comment])
})

it('tellPull writes no status that can be approved where the comment cannot be shown', async () => {
  await using github = await startGitHub()
  const { number } = openPull(github.world, { head: HEAD, base: BASE })
  github.fail({ method: 'POST', path: /comments$/, status: 502 })
  await expect(tellPull(clientOf(github).client, { number, head: HEAD }, PREVIEW)).rejects.toMatchObject({
    kind: 'passing',
  })
  expect(github.world.statuses).toEqual([])
})

it('tellApplied tells what each stack came to, also those that never began, and asks again for what was refused', async () => {
  await using github = await startGitHub()
  const { number: pull } = openPull(github.world, { head: HEAD, base: BASE })
  const status = { sha: MERGED, description: 'x', target_url: null, creator: ACTIONS_BOT }
  const add = (context: string, state: string, creator = ACTIONS_BOT): void =>
    void github.world.statuses.push({ ...status, context, state, creator, created_at: tick(github.world) })
  add('metagrant/apply/acme', 'pending')
  add('metagrant/apply/acme', 'success')
  add('metagrant/apply/bloom', 'pending')
  add('metagrant/apply/corner', 'success', person('eve'))
  const refusals = [finding('PLAN_NOT_APPROVED', { client: 'dune', pull })]
  const told = { pull, commit: MERGED, stacks: ['acme', 'bloom', 'corner'], refusals }
  const text = await tellApplied(clientOf(github).client, told)
  expect(text).toMatch(
    /acme \| applied [^]*bloom \| not finished [^]*corner \| not started [^]*PLAN_NOT_APPROVED/,
  )
  expect(github.world.issues).toMatchObject([
    { title: `Refused: #${pull}`, state: 'open', labels: ['metagrant-apply'] },
  ])
  await tellApplied(clientOf(github).client, { ...told, refusals: [] })
  expect(github.world.issues).toMatchObject([{ state: 'closed' }])
  expect(github.world.comments.filter(({ issue }) => issue === pull)).toHaveLength(1)
})
