import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { findApproved } from '../../../provider/workflows/find-approved.ts'
import { findByHand } from '../../../provider/workflows/find-by-hand.ts'
import { clientOf } from '../../support/github/client.ts'
import { ACTIONS_BOT, merge, openPull, review } from '../../support/github/people.ts'
import { startGitHub } from '../../support/github/server.ts'
import { contextOf } from './support.ts'
import { tick } from '../../support/github/world.ts'
import { makeRepository, type Repository } from '../../support/workflows/repository.ts'

const DIGEST = 'd'.repeat(64)
const CLIENT = 'access/clients/acme.yaml'

async function change(repository: Repository, name: string): Promise<string> {
  const text = await readFile(`${repository.root}/${CLIENT}`, 'utf8')
  return repository.commit({ [CLIENT]: text.replace(/analyst: \[.*\]/, `analyst: [${name}]`) })
}

function codes(found: { readonly refusals: readonly { readonly code: string }[] }): string[] {
  return found.refusals.map(({ code }) => code)
}

describe('findApproved', () => {
  it('finds the pull request of a merge, its approval and the plan that was approved', async () => {
    await using github = await startGitHub()
    await using repository = await makeRepository()
    const before = repository.head()
    repository.branch('change')
    const head = await change(repository, '')
    const pull = openPull(github.world, {
      head,
      base: before,
      commits: [{ sha: head, message: 'One\n\nAllow-removals: 3' }],
    })
    const own = {
      sha: head,
      state: 'success',
      target_url: null,
      creator: ACTIONS_BOT,
      description: `${DIGEST} 4 changes`,
    }
    github.world.statuses.push({ ...own, context: 'metagrant/plan/acme', created_at: tick(github.world) })
    github.world.statuses.push({ ...own, context: 'metagrant/plan', created_at: tick(github.world) })
    review(github.world, pull, 'ben')
    const after = repository.merge('change')
    merge(github.world, pull, after)
    const found = await findApproved(contextOf(repository, github), clientOf(github).client, before, after)
    expect(found).toEqual({
      approved: [{ stack: 'acme', digest: DIGEST }],
      refusals: [],
      pull: pull.number,
      overrides: { removals: 3 },
    })

    github.world.permissions.set('ben', 'read')
    const unseen = await findApproved(contextOf(repository, github), clientOf(github).client, before, after)
    expect([unseen.approved, codes(unseen)]).toEqual([[], ['APPROVAL_MISSING']])
  })

  it('refuses a push that no pull request brought, and one that brings several', async () => {
    await using github = await startGitHub()
    await using repository = await makeRepository()
    const before = repository.head()
    await change(repository, 'dev@northlight.example')
    await change(repository, '')
    const { client } = clientOf(github)
    expect(
      codes(await findApproved(contextOf(repository, github), client, before, repository.head())),
    ).toEqual(['PULL_REQUEST_MISSING'])
    for (const sha of repository.since(before))
      merge(github.world, openPull(github.world, { head: sha, base: before }), sha)
    expect(
      codes(await findApproved(contextOf(repository, github), client, before, repository.head())),
    ).toEqual(['PULL_REQUESTS_MIXED'])
  })

  it('asks nobody where a push changes nobody, and refuses where it cannot tell', async () => {
    await using github = await startGitHub()
    await using repository = await makeRepository()
    const before = repository.head()
    const after = await repository.commit({ 'access/notes.txt': 'A note' })
    const { client } = clientOf(github)
    expect(await findApproved(contextOf(repository, github), client, before, after)).toMatchObject({
      approved: [],
      refusals: [],
    })
    expect(github.calls).toEqual([])
    expect(codes(await findApproved(contextOf(repository, github), client, '0'.repeat(40), after))).toEqual([
      'REF_UNKNOWN',
    ])
  })
})

describe('findByHand', () => {
  const ASKED = { client: 'acme', plan: DIGEST, allow: 'Allow-removals: 3' }
  const reviewers = [{ type: 'User', reviewer: { login: 'olga' } }]

  it('goes by the plan that is named, where the environment asks somebody else', async () => {
    await using github = await startGitHub()
    const rule = { id: 1, type: 'required_reviewers', prevent_self_review: true, reviewers }
    github.world.environments.push({ name: 'acme', protection_rules: [rule] })
    expect(await findByHand(clientOf(github).client, ASKED)).toEqual({
      approved: [{ stack: 'acme', digest: DIGEST }],
      refusals: [],
      pull: undefined,
      overrides: { removals: 3 },
    })
  })

  it.each([
    ['there is none', undefined],
    ['it has no reviewers', []],
    [
      'its list of reviewers is empty',
      [{ id: 1, type: 'required_reviewers', prevent_self_review: true, reviewers: [] }],
    ],
    [
      'one may approve oneself',
      [{ id: 1, type: 'required_reviewers', prevent_self_review: false, reviewers }],
    ],
  ])('refuses where the environment asks nobody else: %s', async (_name, rules) => {
    await using github = await startGitHub()
    if (rules !== undefined) github.world.environments.push({ name: 'acme', protection_rules: rules })
    const found = await findByHand(clientOf(github).client, ASKED)
    expect([found.approved, codes(found)]).toEqual([[], ['ENVIRONMENT_UNGUARDED']])
  })
})
