import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Pull } from '../support/github/world.ts'
import type { Run } from '../support/workflows/act.ts'
import { dispatchPayload, schedulePayload } from '../support/workflows/payloads.ts'
import { useStage, type Stage } from '../support/workflows/stage.ts'

const ACME = 'access/clients/acme.yaml'
const AGENCY = 'access/agency.yaml'

describe('review and offboard', { timeout: 180_000 }, () => {
  let stage: Stage

  useStage(async (made) => {
    stage = made
    const { commit } = stage.repository
    const read = (path: string): Promise<string> => readFile(join(stage.repository.root, path), 'utf8')
    await commit({
      [ACME]: `${await read(ACME)}owner: chloe@northlight.example\n`,
      [AGENCY]: (await read(AGENCY))
        .replace('name: Chloé Martin,', 'name: Chloé Martin, github: chloe-m,')
        .replace('name: Olga Brandt,', 'name: Olga Brandt, github: olga-b,'),
    })
  })

  function review(): Promise<Run> {
    return stage.run({
      workflow: 'review.yml',
      event: 'schedule',
      payload: schedulePayload(stage.github, '17 5 1 1,4,7,10 *'),
    })
  }

  function offboard(inputs: Readonly<Record<string, string>>, actor = 'Olga-B'): Promise<Run> {
    return stage.run({
      workflow: 'offboard.yml',
      event: 'workflow_dispatch',
      payload: dispatchPayload(stage.github, inputs),
      actor,
    })
  }

  function pullsOf(branch: string): Pull[] {
    return stage.github.world.pulls.filter(({ head }) => head.ref === branch)
  }

  function textOf(branch: string, path: string): string {
    return stage.github.world.files.get(branch)?.get(path) ?? ''
  }

  it('review opens one pull request a client for its owner, and edits it in place', async () => {
    const first = await review()
    expect(first.annotations).toEqual([])
    // A job for each commit vouches for it: no other run can name a job of this one.
    const made = stage.github.world.pulls.map(({ head }) => [`made ${head.sha}`, 'success'])
    expect(made.length).toBeGreaterThan(1)
    expect(first.jobs).toEqual({ review: 'success', ...Object.fromEntries(made) })
    expect(pullsOf('metagrant/review/acme')).toMatchObject([
      { state: 'open', labels: ['access-review'], assignees: ['chloe-m'] },
    ])
    const today = new Date().toISOString().slice(0, 10)
    expect(textOf('metagrant/review/acme', ACME)).toContain(`date: ${today}, by: chloe@northlight.example`)
    expect(pullsOf('metagrant/review/bloom')).toHaveLength(1)
    expect(stage.writes()).toBe(0)

    stage.github.calls.length = 0
    const second = await review()
    expect(second.summary).toContain('unchanged')
    expect(second.jobs).toEqual({ review: 'success' })
    expect(stage.github.calls.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(pullsOf('metagrant/review/acme')).toHaveLength(1)
  })

  it('review leaves a branch alone that a person has committed to, and one failure stops no other', async () => {
    stage.github.world.branches.set('metagrant/review/acme', 'f'.repeat(40))
    stage.github.world.pulls = stage.github.world.pulls.filter(
      ({ head }) => head.ref !== 'metagrant/review/bloom',
    )
    stage.github.world.branches.delete('metagrant/review/bloom')
    stage.github.fail({ method: 'POST', path: /^git\/refs/, status: 422, times: 1 })
    const run = await review()
    expect(run.jobs).toMatchObject({ review: 'failure' })
    expect(run.summary).toContain('`acme`: edited')
    expect(run.summary).toContain('`corner`: unchanged')
    expect(stage.github.world.branches.get('metagrant/review/acme')).toBe('f'.repeat(40))
  })

  it('offboard opens the pull request with the tombstone, once, and ends nothing by itself', async () => {
    const order = { client: 'acme', reason: 'Contract | ended `now` @octo', ticket: 'OPS-3' }
    const { jobs } = await offboard(order)
    const [pull, ...others] = pullsOf('metagrant/offboard/acme')
    expect(jobs).toEqual({ propose: 'success', [`made ${pull?.head.sha}`]: 'success' })
    expect(others).toEqual([])
    expect(pull).toMatchObject({ state: 'open', labels: ['offboarding'], title: 'Offboard acme' })
    expect(pull?.body).toContain('Contract \\| ended \\`now\\`')
    expect(textOf('metagrant/offboard/acme', ACME)).toMatch(/offboarded:[^]*by: olga@northlight.example/)
    expect(stage.writes()).toBe(0)
    await offboard(order)
    expect(pullsOf('metagrant/offboard/acme')).toHaveLength(1)
  })

  it('offboard refuses who is none of ours and a client that is none, and writes nothing', async () => {
    const order = { reason: 'x', ticket: 'y' }
    const unknown = await offboard({ ...order, client: 'acme' }, 'somebody')
    expect([unknown.jobs, unknown.annotations.map(({ title }) => title)]).toEqual([
      { propose: 'failure' },
      ['REQUESTER_UNKNOWN'],
    ])
    const wrong = await offboard({ ...order, client: 'no-client' })
    expect([wrong.jobs, wrong.annotations.map(({ title }) => title)]).toEqual([
      { propose: 'failure' },
      ['CLIENT_UNKNOWN'],
    ])
    expect(stage.github.calls.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})
