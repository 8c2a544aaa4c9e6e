import { describe, expect, it } from 'vitest'
import { NO_POLICY } from '../support/no-policy.ts'
import { READ_TOKEN } from '../support/github/server.ts'
import type { Pull } from '../support/github/world.ts'
import type { Run } from '../support/workflows/act.ts'
import { pullRequestPayload } from '../support/workflows/payloads.ts'
import { useStage, type Changes, type Stage } from '../support/workflows/stage.ts'

const ACME = 'access/clients/acme.yaml'
const TEAM = '[ana@northlight.example, ben@northlight.example]'

/** Ben loses two assets, and Dev is raised on one. */
function lowerBenRaiseDev(text: string): string {
  return text
    .replace(
      TEAM,
      '[ana@northlight.example, { person: ben@northlight.example, assets: [act_1001, "3001", "2001", "5001"] }]',
    )
    .replace(
      'preflight:',
      'exceptions:\n  - { who: dev@northlight.example, asset: act_1001, level: advertiser, reason: Spring sale, ticket: OPS-7, until: 2099-01-31 }\n\npreflight:',
    )
}

const CHANGE: Changes = { [ACME]: lowerBenRaiseDev }

/** A policy of one rule, which no date changes. */
const ONE_RULE = NO_POLICY.replace(/^ {2}pixel-is-linked: off\n/m, '')

/** Control characters are refused in files (VALUE_WRONG); all else may stand in a name. */
const HOSTILE =
  '::set-output name=told::gone | <img src=x> `a` [b](http://c.example) @octo ${{ secrets.META_READ_TOKEN }} %0A::error::x'

describe('preview', { timeout: 120_000 }, () => {
  let stage: Stage

  useStage(async (made) => {
    stage = made
    await stage.metagrant('apply', 'acme')
  }, ONE_RULE)

  function preview(pull: Pull, more: Partial<Parameters<Stage['run']>[0]> = {}): Promise<Run> {
    stage.repository.branch(pull.head.ref)
    const payload = pullRequestPayload(stage.github, pull)
    return stage.run({ workflow: 'preview.yml', event: 'pull_request', payload, ...more })
  }

  function commentsOf({ number }: Pull): string[] {
    return stage.github.world.comments.filter(({ issue }) => issue === number).map(({ body }) => body)
  }

  function statusesOf({ head }: Pull): Record<string, string> {
    const own = stage.github.world.statuses.filter(({ sha }) => sha === head.sha)
    return Object.fromEntries(own.map(({ context, state }) => [context, state]))
  }

  it('of a good pull request comments once, whoever deletes it, and puts the digest on the head', async () => {
    const pull = await stage.propose('good', CHANGE)
    const first = await preview(pull)
    expect(first.jobs).toEqual({
      check: 'success',
      'code scanning': 'success',
      preview: 'success',
      comment: 'success',
    })
    const [comment = '', ...others] = commentsOf(pull)
    expect(others).toEqual([])
    expect(comment).toContain('3 changes: 1 raise, 2 revocations')
    expect(statusesOf(pull)).toEqual({ 'metagrant/plan': 'success', 'metagrant/plan/acme': 'success' })
    const digest = stage.github.world.statuses.find(
      ({ context }) => context === 'metagrant/plan/acme',
    )?.description
    expect(digest).toMatch(/^[0-9a-f]{64} 3 changes/)
    expect(stage.emulator.requests.counts()).toMatchObject({ writes: 0 })

    stage.github.world.comments = []
    stage.github.fail({ path: /comments|statuses/, status: 502, times: 1 })
    await preview(pull)
    expect(commentsOf(pull)).toEqual([comment])
  })

  it('of a pull request that policy refuses fails, on the line, with no digest to approve', async () => {
    const pull = await stage.propose('refused', {
      [ACME]: (text) =>
        text.replace(', ad_accounts: [act_1001, act_1002] }', ' }').replace(TEAM, '[ana@northlight.example]'),
    })
    const run = await preview(pull)
    expect(run.jobs).toMatchObject({ check: 'failure', preview: 'failure', comment: 'success' })
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ level: 'error', file: ACME, title: 'pixel-is-linked' }),
    )
    expect(statusesOf(pull)).toEqual({ 'metagrant/plan': 'failure' })
    expect(commentsOf(pull)).toHaveLength(1)
  })

  it("of a fork's checks files and policies, says so, and comes near no secret", async () => {
    const pull = await stage.propose('fork', CHANGE, { fork: 'eve/access' })
    const run = await preview(pull, { token: READ_TOKEN })
    expect(run.jobs).toEqual({ check: 'success' })
    expect(run.summary).toContain('comes from a fork')
    expect(stage.emulator.requests.entries).toEqual([])
    expect(stage.github.calls).toEqual([])
  })

  it('of a hostile pull request changes nothing but text', async () => {
    const pull = await stage.propose(
      'hostile',
      {
        [ACME]: (text) =>
          lowerBenRaiseDev(text)
            .replace('ACME | DE | EUR', `"${HOSTILE}"`)
            .replace('Spring sale', `"${HOSTILE}"`),
      },
      { title: HOSTILE, body: HOSTILE, author: 'eve' },
    )
    const run = await preview(pull)
    expect(run.jobs).toMatchObject({ check: 'success', preview: 'success', comment: 'success' })
    const [comment = ''] = commentsOf(pull)
    expect(comment).toContain('secrets.META')
    expect(comment).not.toMatch(/<img|^::|(?<!\\)\[b\]|(?<!\w)@octo|:\/\/c/m)
    expect(run.annotations.filter(({ message }) => message === 'x')).toEqual([])
    expect(run.log).not.toContain(stage.emulator.tokens['agency'] ?? 'none')
    expect(run.outputs['told']).not.toBe('gone')
  })

  it('of a change of what makes plans alone shows every client, and says why', async () => {
    const pull = await stage.propose('code', {
      '.github/scripts/preview.ts': (text) => `// Another plan\n${text}`,
    })
    await stage.preview(pull)
    const [comment = ''] = commentsOf(pull)
    expect(comment).toContain('changes what makes plans (`.github/scripts/preview.ts`)')
    const contexts = Object.keys(statusesOf(pull))
    for (const client of ['acme', 'bloom', 'agency']) expect(contexts).toContain(`metagrant/plan/${client}`)
  })

  it('twice at once leaves one comment', async () => {
    const pull = await stage.propose('twice', CHANGE)
    const runs = await Promise.all([preview(pull), preview(pull)])
    expect(runs.map(({ jobs }) => jobs['comment'])).toEqual(['success', 'success'])
    expect(commentsOf(pull)).toHaveLength(1)
  })
})
