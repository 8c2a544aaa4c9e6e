import { describe, expect, it } from 'vitest'
import { byHand } from '../../provider/emulator/hands.ts'
import { merge } from '../support/github/people.ts'
import type { Run } from '../support/workflows/act.ts'
import { schedulePayload } from '../support/workflows/payloads.ts'
import { useStage, type Stage } from '../support/workflows/stage.ts'

const BLOOM = 'access/clients/bloom.yaml'

describe('continue', { timeout: 180_000 }, () => {
  let stage: Stage

  useStage(async (made) => {
    stage = made
  })

  function byTheClock(): Promise<Run> {
    const payload = schedulePayload(stage.github, '3,18,33,48 * * * *')
    return stage.run({ workflow: 'continue.yml', event: 'schedule', payload })
  }

  it('gives what a merge approved once the client has shared, and tells its pull request', async () => {
    const pull = await stage.propose('bloom-ben', {
      [BLOOM]: (text) => text.replace('media-buyer: [ana', 'media-buyer: [ben@northlight.example, ana'),
    })
    merge(stage.github.world, pull, stage.repository.merge('bloom-ben'))
    expect(await stage.metagrant('apply', 'bloom')).toBe(0)
    stage.emulator.requests.clear()
    expect((await byTheClock()).jobs).toEqual({ continue: 'success' })
    expect(stage.writes()).toBe(0)
    expect(stage.github.world.comments).toEqual([])

    byHand(stage.emulator.world, {
      do: 'share',
      asset: 'act_1101',
      business: '900000000000001',
      tasks: ['ADVERTISE', 'ANALYZE'],
    })
    const run = await byTheClock()
    expect([run.jobs, run.annotations]).toEqual([{ continue: 'success' }, []])
    const people = [...(stage.emulator.world.assignments.get('act_1101')?.keys() ?? [])]
    expect(people.length).toBe(stage.writes())
    expect(people).toContain('9104')
    expect(stage.github.world.comments).toMatchObject([
      { issue: pull.number, body: expect.stringContaining('ben@northlight.example') },
    ])
    expect((await byTheClock()).jobs).toEqual({ continue: 'success' })
    expect(stage.writes()).toBe(people.length)
  })
})
