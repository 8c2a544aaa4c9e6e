import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { byHand } from '../../provider/emulator/hands.ts'
import type { Issue } from '../support/github/world.ts'
import type { Run } from '../support/workflows/act.ts'
import { schedulePayload } from '../support/workflows/payloads.ts'
import { useStage, type Stage } from '../support/workflows/stage.ts'

const ACME = 'access/clients/acme.yaml'
const BEN = '9104'

describe('drift', { timeout: 180_000 }, () => {
  let stage: Stage

  useStage(async (made) => {
    stage = made
    await stage.metagrant('apply', 'acme')
  })

  function night(): Promise<Run> {
    return stage.run({
      workflow: 'drift.yml',
      event: 'schedule',
      payload: schedulePayload(stage.github, '23 2 * * *'),
    })
  }

  function issueOn(stack: string): Issue[] {
    return stage.github.world.issues.filter(({ body }) =>
      body.startsWith(`<!-- metagrant:drift:${stack} -->`),
    )
  }

  function writesToGitHub(): string[] {
    return stage.github.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`)
  }

  it('opens one issue a client with something open, edits none without news, and writes nothing to Meta', async () => {
    const first = await night()
    expect(first.jobs).toEqual({ scan: 'success' })
    expect(issueOn('acme')).toEqual([])
    expect(issueOn('bloom')).toMatchObject([{ state: 'open', labels: ['drift'] }])
    expect(issueOn('bloom')[0]?.body).toContain('npx metagrant scan bloom')
    expect(stage.writes()).toBe(0)

    stage.github.calls.length = 0
    await night()
    expect(writesToGitHub()).toEqual([])
  })

  it('tells what somebody changed by hand, and closes the issue when it is as the file says again', async () => {
    byHand(stage.emulator.world, { do: 'unassign', asset: 'act_1001', user: BEN })
    const found = await night()
    expect(found.summary).toContain('SCAN_MISSING')
    expect(issueOn('acme')).toMatchObject([{ state: 'open', title: 'Drift: acme' }])

    byHand(stage.emulator.world, { do: 'unassign', asset: 'act_1002', user: BEN })
    // GitHub fails midway: the answer to the edit is lost, and the next night makes it good.
    stage.github.fail({ method: 'PATCH', path: /^issues\/\d+$/, status: 502, times: 9 })
    const failed = await night()
    expect(failed.jobs).toEqual({ scan: 'failure' })
    expect(failed.annotations.map(({ title }) => title)).toEqual(['GITHUB_FAILED'])
    expect(issueOn('acme')[0]?.body).not.toContain('act\\_1002')
    stage.github.heal()
    await night()
    expect(issueOn('acme')).toMatchObject([{ state: 'open' }])
    expect(issueOn('acme')[0]?.body).toContain('act\\_1002')

    await stage.metagrant('apply', 'acme')
    await night()
    expect(issueOn('acme')).toMatchObject([{ state: 'closed', state_reason: 'completed' }])
  })

  it('repairs where the file says so, and only what has been applied before', async () => {
    await stage.repository.commit({
      [ACME]: (await acme()).replace('last_review', 'repair: apply\nlast_review'),
    })
    byHand(stage.emulator.world, { do: 'unassign', asset: 'act_1001', user: BEN })
    const repaired = await night()
    expect(repaired.jobs).toEqual({ scan: 'success', 'repair acme': 'success' })
    expect(stage.writes()).toBe(1)

    // What a merge asks for and nobody has applied yet is no drift.
    await stage.repository.commit({
      [ACME]: (await acme()).replace('analyst: [dev@northlight.example]', 'analyst: []'),
    })
    stage.emulator.requests.clear()
    const waited = await night()
    expect(waited.jobs).toEqual({ scan: 'success', 'repair acme': 'success' })
    expect(stage.writes()).toBe(0)
  })

  it('proposes the file as Meta is where it says so, once, and without a write to Meta', async () => {
    await stage.repository.commit({
      [ACME]: (await acme())
        .replace(/repair: \w+/, 'repair: pull-request')
        .replace('analyst: []', 'analyst: [dev@northlight.example]'),
    })
    stage.emulator.requests.clear()
    byHand(stage.emulator.world, { do: 'unassign', asset: 'act_1002', user: BEN })
    const night1 = await night()
    const [made] = stage.github.world.pulls
    expect(night1.jobs).toEqual({
      scan: 'success',
      'propose repairs': 'success',
      [`made ${made?.head.sha}`]: 'success',
    })
    const [pull, ...more] = stage.github.world.pulls.filter(
      ({ head }) => head.ref === 'metagrant/repair/acme',
    )
    expect(more).toEqual([])
    expect(pull).toMatchObject({ title: 'Repair: acme', labels: ['drift'] })
    expect(stage.writes()).toBe(0)

    stage.github.calls.length = 0
    await night()
    expect(writesToGitHub()).toEqual([])
  })

  function acme(): Promise<string> {
    return readFile(join(stage.repository.root, ACME), 'utf8')
  }
})
