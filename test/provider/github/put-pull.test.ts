import { describe, expect, it } from 'vitest'
import { putPull, type OwnPull } from '../../../provider/github/put-pull.ts'
import { clientOf } from '../../support/github/client.ts'
import { merge } from '../../support/github/people.ts'
import { startGitHub, type FakeGitHub } from '../../support/github/server.ts'

const PATH = 'access/clients/acme.yaml'
const BRANCH = 'metagrant/review/acme'

function proposal(text: string, body = 'Look at it'): OwnPull {
  return {
    branch: BRANCH,
    title: 'Access review: acme',
    body,
    message: 'Review the access at acme',
    label: 'access-review',
    assignees: ['chloe-m'],
    files: new Map([[PATH, text]]),
  }
}

function textOn({ world }: FakeGitHub, branch: string): string | undefined {
  return world.files.get(branch)?.get(PATH)
}

describe('putPull', () => {
  it('opens one, leaves it alone, and edits it in place: text, branch or both', async () => {
    await using github = await startGitHub()
    const { client } = clientOf(github)
    expect(await putPull(client, proposal('one'))).toMatchObject({ did: 'created', number: 1 })
    expect(github.world.pulls).toMatchObject([
      { state: 'open', labels: ['access-review'], assignees: ['chloe-m'], head: { ref: BRANCH } },
    ])
    expect(await putPull(client, proposal('one'))).toEqual({ did: 'unchanged', number: 1 })
    expect(await putPull(client, proposal('one', 'Look again'))).toEqual({ did: 'updated', number: 1 })
    expect(await putPull(client, proposal('two', 'Look again'))).toEqual({
      did: 'updated',
      number: 1,
      made: github.world.branches.get(BRANCH),
    })
    expect([textOn(github, BRANCH), github.world.pulls[0]?.body]).toEqual(['two', 'Look again'])
  })

  it('leaves the other files of the default branch as they are, and the default branch too', async () => {
    await using github = await startGitHub()
    github.world.files.set('main', new Map([['README.md', 'All']]))
    const before = github.world.branches.get('main')
    await putPull(clientOf(github).client, proposal('one'))
    expect(github.world.files.get(BRANCH)?.get('README.md')).toBe('All')
    expect([github.world.branches.get('main'), textOn(github, 'main')]).toEqual([before, undefined])
  })

  it('never writes over the commit of a person', async () => {
    await using github = await startGitHub()
    const { client } = clientOf(github)
    await putPull(client, proposal('one'))
    github.world.branches.set(BRANCH, 'c'.repeat(40))
    github.world.files.set(BRANCH, new Map([[PATH, 'by hand']]))
    expect(await putPull(client, proposal('two'))).toEqual({ did: 'edited', number: 1 })
    expect(textOn(github, BRANCH)).toBe('by hand')
  })

  it('does not come back with what somebody closed, but with anything else; a merge is no refusal', async () => {
    await using github = await startGitHub()
    const { client } = clientOf(github)
    await putPull(client, proposal('one'))
    github.world.pulls.forEach((pull) => void (pull.state = 'closed'))
    expect(await putPull(client, proposal('one'))).toEqual({ did: 'declined', number: undefined })
    expect(await putPull(client, proposal('two', 'Now this'))).toMatchObject({ did: 'created', number: 2 })
    const [, second] = github.world.pulls
    if (second !== undefined) merge(github.world, second, 'd'.repeat(40))
    expect(await putPull(client, proposal('two', 'Now this'))).toMatchObject({ did: 'created', number: 3 })
  })

  it('opens one, not two, where two runs do it at once or an answer is lost', async () => {
    await using github = await startGitHub()
    const { client } = clientOf(github)
    const both = await Promise.all([1, 2].map(() => putPull(client, proposal('one'))))
    expect(new Set(both.map(({ number }) => number))).toEqual(new Set([1]))
    expect(github.world.pulls).toHaveLength(1)

    await using other = await startGitHub()
    other.fail({ method: 'POST', path: /^pulls$/, status: 502, times: 1, done: true })
    expect(await putPull(clientOf(other).client, proposal('one'))).toMatchObject({
      did: 'created',
      number: 1,
    })
    expect(other.world.pulls).toMatchObject([{ labels: ['access-review'] }])
  })

  it('leaves nothing half done that the next run does not finish', async () => {
    for (const path of [/^git\/trees/, /^git\/commits/, /^git\/refs/, /^pulls$/, /labels$/, /assignees$/]) {
      await using github = await startGitHub()
      const { client } = clientOf(github)
      github.fail({ method: 'POST', path, status: 422, times: 1 })
      await putPull(client, proposal('one')).catch(() => undefined)
      github.heal()
      await putPull(client, proposal('one'))
      expect(github.world.pulls).toMatchObject([
        { state: 'open', labels: ['access-review'], assignees: ['chloe-m'] },
      ])
      expect(textOn(github, BRANCH)).toBe('one')
    }
  })
})
