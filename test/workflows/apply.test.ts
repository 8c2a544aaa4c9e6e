import { describe, expect, it } from 'vitest'
import { entriesIn } from '../../provider/audit/append.ts'
import { verify } from '../../provider/audit/verify.ts'
import { byHand, type Hand } from '../../provider/emulator/hands.ts'
import { merge, review } from '../support/github/people.ts'
import type { Pull } from '../support/github/world.ts'
import type { Run } from '../support/workflows/act.ts'
import { dispatchPayload, pushPayload, schedulePayload } from '../support/workflows/payloads.ts'
import { useStage, type Changes, type Stage } from '../support/workflows/stage.ts'

const AGENCY = '900000000000001'
const BEN = '9104'
const [ANA, BEN_TOO] = ['ana@northlight.example', 'ben@northlight.example']
const DEV = 'dev@northlight.example'
const [ACME, BLOOM] = ['access/clients/acme.yaml', 'access/clients/bloom.yaml']

/** Takes a function's people away, or gives it somebody. */
function team(file: string, name: string, people: string): Changes {
  return { [file]: (text) => text.replace(new RegExp(`^  ${name}: .*$`, 'm'), `  ${name}: [${people}]`) }
}

describe('apply', { timeout: 180_000 }, () => {
  let stage: Stage

  useStage(async (made) => {
    stage = made
    const share: Hand = {
      do: 'share',
      asset: 'act_1101',
      business: AGENCY,
      tasks: ['ADVERTISE', 'ANALYZE'],
    }
    byHand(stage.emulator.world, share)
    await stage.metagrant('apply', 'acme')
  })

  async function proposed(branch: string, changes: Changes): Promise<Pull> {
    const pull = await stage.propose(branch, changes)
    await stage.preview(pull)
    return pull
  }

  /** Merges it, and answers with the push that GitHub then tells of. */
  function merged(pull: Pull): object {
    stage.repository.branch('main')
    const before = stage.repository.head()
    const after = stage.repository.merge(pull.head.ref)
    merge(stage.github.world, pull, after)
    return pushPayload(stage.github, before, after)
  }

  function push(payload: object): Promise<Run> {
    return stage.run({ workflow: 'apply.yml', event: 'push', payload })
  }

  function issue(title: string): { state: string; body: string } | undefined {
    return stage.github.world.issues.find((one) => one.title === title)
  }

  function statusesOf(context: string): string[] {
    return stage.github.world.statuses
      .filter((status) => status.context === context)
      .map(({ state }) => state)
  }

  it('refuses a merge that nobody else approved, and writes nothing', async () => {
    const pull = await proposed('unapproved', team(BLOOM, 'analyst', ''))
    review(stage.github.world, pull, 'ana')
    const run = await push(merged(pull))
    expect(run.jobs).toEqual({ 'find what was approved': 'failure', 'report what was applied': 'success' })
    expect(stage.writes()).toBe(0)
    expect(issue(`Refused: #${pull.number}`)).toMatchObject({
      state: 'open',
      body: expect.stringContaining('APPROVAL_MISSING'),
    })
    expect(run.annotations.map(({ title }) => title)).toContain('APPROVAL_MISSING')
  })

  it('applies what was approved, and tells the pull request, the commit and the summary', async () => {
    const pull = await proposed('good', team(ACME, 'analyst', ''))
    review(stage.github.world, pull, 'ben')
    const run = await push(merged(pull))
    expect(run.jobs).toEqual({
      'find what was approved': 'success',
      'apply acme': 'success',
      'report what was applied': 'success',
    })
    expect(stage.writes()).toBeGreaterThan(0)
    expect(statusesOf('metagrant/apply/acme')).toEqual(['pending', 'success'])
    expect(stage.github.world.comments.at(-1)).toMatchObject({
      issue: pull.number,
      body: expect.stringContaining('| acme | applied |'),
    })
    expect(run.summary).toContain('acme: applied')
    expect(await stage.metagrant('preview', 'acme')).toBe(0)
  })

  it('refuses a client whose world moved, with zero writes to it, and applies the others', async () => {
    const pull = await proposed('moved', {
      ...team(ACME, 'analyst', DEV),
      ...team(BLOOM, 'media-buyer', `${ANA}, ${BEN_TOO}`),
    })
    review(stage.github.world, pull, 'ben')
    byHand(stage.emulator.world, { do: 'unassign', asset: 'act_1001', user: BEN })
    stage.emulator.requests.clear()
    const run = await push(merged(pull))
    // Of a matrix, act calls all jobs failed that end after one that did: the statuses tell them apart.
    expect(run.jobs).toMatchObject({ 'apply acme': 'failure', 'report what was applied': 'success' })
    expect(statusesOf('metagrant/apply/bloom')).toEqual(['pending', 'success'])
    const written = stage.emulator.requests.entries.filter(
      ({ method, edge }) => method !== 'GET' && edge !== 'POST batch',
    )
    expect(new Set(written.map(({ node }) => node))).toEqual(new Set(['act_1101']))
    expect(issue('Not applied: acme')).toMatchObject({
      state: 'open',
      body: expect.stringContaining('PLAN_CHANGED'),
    })
    expect(issue('Not applied: bloom')).toBeUndefined()
    expect(stage.github.world.comments.at(-1)?.body).toMatch(/acme \| not applied[^]*bloom \| applied/)
  })

  it('goes on by hand with the plan of now, where the environment asks somebody else', async () => {
    const [, now = ''] = /Now it is `([0-9a-f]{64})`/.exec(issue('Not applied: acme')?.body ?? '') ?? []
    const reviewers = [{ type: 'User', reviewer: { login: 'olga' } }]
    const rule = { id: 1, type: 'required_reviewers', prevent_self_review: true, reviewers }
    stage.github.world.environments.push({ name: 'acme', protection_rules: [rule] })
    const payload = dispatchPayload(stage.github, { client: 'acme', plan: now, allow: '' })
    const run = await stage.run({ workflow: 'apply.yml', event: 'workflow_dispatch', payload })
    expect(run.jobs).toMatchObject({ 'apply acme': 'success' })
    expect(issue('Not applied: acme')?.state).toBe('closed')
    expect(await stage.metagrant('preview', 'acme')).toBe(0)
  })

  it('does not begin where GitHub cannot be told, and loses nothing: the same run again applies it', async () => {
    const pull = await proposed('failing', team(ACME, 'analyst', ''))
    review(stage.github.world, pull, 'ben')
    const payload = merged(pull)
    stage.github.fail({ method: 'POST', path: /^statuses/, status: 502, times: 1 })
    const run = await push(payload)
    expect(run.jobs).toMatchObject({ 'apply acme': 'failure' })
    expect(run.annotations.map(({ title }) => title)).toContain('GITHUB_FAILED')
    expect(stage.writes()).toBe(0)

    const again = await Promise.all([push(payload), push(payload)])
    expect(again.map(({ jobs }) => jobs['apply acme'])).toContain('success')
    expect(stage.writes()).toBe(3)
    expect(await stage.metagrant('preview', 'acme')).toBe(0)
  })
  it('takes a leaver off the clients first and ends the membership last, all as it was approved', async () => {
    const pull = await proposed('leaver', {
      'access/agency.yaml': (text) => text.replace(/^  - \{ email: farid@.*\n/m, ''),
    })
    review(stage.github.world, pull, 'ben')
    const run = await push(merged(pull))
    expect(run.jobs).toMatchObject({ 'apply acme': 'success', 'apply agency': 'success' })
    expect(issue('Not applied: acme')?.state).not.toBe('open')
    expect(statusesOf('metagrant/apply/agency')).toEqual(['pending', 'success'])
    expect(await stage.metagrant('preview', 'agency')).toBe(0)
  })

  it('leaves what audit finds: who asked and approved, what was applied; a second night adds nothing', async () => {
    const night = (): Promise<Run> =>
      stage.run({
        workflow: 'audit.yml',
        event: 'schedule',
        payload: schedulePayload(stage.github, '41 3 * * *'),
      })
    stage.repository.branch('main')
    const run = await night()
    expect(run.annotations).toEqual([])
    expect(run.jobs).toEqual({ append: 'success' })
    const chain = Buffer.from(stage.github.world.files.get('audit')?.get('acme.jsonl') ?? '')
    const head = verify(chain)
    expect(head).toHaveProperty('head')
    expect(run.summary).toContain('head' in head ? head.head : 'broken')
    expect(entriesIn(chain)).toContainEqual(
      expect.objectContaining({
        kind: 'change',
        asked: expect.objectContaining({ by: 'ana' }),
        approved: [expect.objectContaining({ by: 'ben' })],
        applied: expect.objectContaining({ result: 'succeeded' }),
      }),
    )
    const before = stage.github.world.branches.get('audit')
    stage.github.calls.splice(0)
    expect((await night()).jobs).toEqual({ append: 'success' })
    expect(stage.github.world.branches.get('audit')).toBe(before)
  })
})
