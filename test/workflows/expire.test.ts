import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { byHand } from '../../provider/emulator/hands.ts'
import type { Issue, Pull } from '../support/github/world.ts'
import type { Run } from '../support/workflows/act.ts'
import { dispatchPayload, schedulePayload } from '../support/workflows/payloads.ts'
import { useStage, type Stage } from '../support/workflows/stage.ts'

const ACME = 'access/clients/acme.yaml'
const DEV = { mail: 'dev@northlight.example', id: '9106' }
const HOUR = 60 * 60 * 1000

const ORDER = {
  client: 'acme',
  person: DEV.mail,
  asset: 'act_1001',
  level: 'advertiser',
  hours: '2',
  reason: 'Ads | <img src=x> stopped ${{ secrets.META_AGENCY_TOKEN }} -->',
  ticket: 'OPS-9',
}

describe('expire and break-glass', { timeout: 180_000 }, () => {
  let stage: Stage

  useStage(async (made) => {
    stage = made
    stage.github.world.counters.seconds = Math.floor(Date.now() / 1000)
    await stage.metagrant('apply', 'acme')
  })

  function hourly(): Promise<Run> {
    return stage.run({
      workflow: 'expire.yml',
      event: 'schedule',
      payload: schedulePayload(stage.github, '7 * * * *'),
    })
  }

  function give(inputs: Partial<typeof ORDER> = {}): Promise<Run> {
    return stage.run({
      workflow: 'break-glass.yml',
      event: 'workflow_dispatch',
      payload: dispatchPayload(stage.github, { ...ORDER, ...inputs }),
      job: 'give',
    })
  }

  /** The tasks of somebody on an asset, as Meta has them. */
  function tasksOf(asset: string, user: string): readonly string[] {
    return stage.emulator.world.assignments.get(asset)?.get(user) ?? []
  }

  function pulls(): Pull[] {
    return stage.github.world.pulls.filter(({ head }) => head.ref.startsWith('metagrant/break-glass/acme/'))
  }

  function notices(): Issue[] {
    return stage.github.world.issues.filter(({ labels }) => labels.includes('expiry'))
  }

  function acme(): Promise<string> {
    return readFile(join(stage.repository.root, ACME), 'utf8')
  }

  function day(ahead: number): string {
    return new Date(Date.now() + ahead * 24 * HOUR).toISOString().slice(0, 10)
  }

  it('gives a level with a record on a pull request, and nothing else of the plan', async () => {
    byHand(stage.emulator.world, { do: 'unassign', asset: 'act_1002', user: '9104' })
    const run = await give()
    expect(run.annotations).toEqual([])
    expect(run.jobs).toEqual({ grant: 'success' })
    expect(tasksOf('act_1001', DEV.id)).toContain('ADVERTISE')
    // Ben is missing on another asset, and stays so.
    expect(stage.writes()).toBe(1)
    const [pull, ...others] = pulls()
    expect(others).toEqual([])
    expect(pull).toMatchObject({ state: 'open', labels: ['break-glass'] })
    expect(pull?.head.ref).toContain(
      `/${DEV.mail}/act_1001/advertiser/${run.outputs['until']?.replace(':', '')}/`,
    )
    expect(pull?.body).toContain('&lt;img src=x&gt;')
    const files = stage.github.world.files.get(pull?.head.ref ?? '')
    expect(files?.get(ACME)).toContain(`until: ${run.outputs['until']}`)
  })

  it('refuses more hours, a person or a level that the files do not have, with nothing written', async () => {
    for (const [wrong, code] of [
      [{ hours: '5' }, 'BREAK_GLASS_HOURS'],
      [{ level: 'owner' }, 'VALUE_WRONG'],
    ] as const) {
      const run = await give(wrong)
      expect(run.jobs).toEqual({ grant: 'failure' })
      expect(run.annotations.map(({ title }) => title)).toContain(code)
    }
    expect(pulls()).toHaveLength(1)
    expect(stage.writes()).toBe(0)
  })

  it('leaves it before its end, and ends it after, whatever was edited or closed at GitHub', async () => {
    await hourly()
    expect(tasksOf('act_1001', DEV.id)).toContain('ADVERTISE')
    const [pull] = pulls()
    if (pull === undefined) throw new Error('There is no pull request')
    // Somebody takes all that it says out of it, and closes it so that nobody looks.
    pull.body = ''
    pull.state = 'closed'
    Object.assign(pull, { created_at: new Date(Date.now() - 5 * HOUR).toISOString() })
    const run = await hourly()
    expect(run.jobs).toEqual({ expire: 'success' })
    expect(tasksOf('act_1001', DEV.id)).toEqual(['ANALYZE'])
    expect(stage.github.world.comments.filter(({ issue }) => issue === pull.number).at(-1)?.body).toContain(
      'Revoked',
    )
    stage.emulator.requests.clear()
    await hourly()
    expect(stage.writes()).toBe(0)
  })

  it('ends an exception by its date, and tells once what ends within a week', async () => {
    const exceptions = (until: string, soon: string): string =>
      `exceptions:\n  - { who: ${DEV.mail}, asset: act_1001, level: advertiser, reason: x, ticket: y, until: ${until} }\n  - { who: ${DEV.mail}, asset: "4001", level: advertiser, reason: x, ticket: z, until: ${soon} }\n`
    const before = await acme()
    await stage.repository.commit({ [ACME]: before + exceptions(day(30), day(5)) })
    await stage.metagrant('apply', 'acme')
    stage.emulator.requests.clear()
    await hourly()
    expect(stage.writes()).toBe(0)
    expect(notices()).toMatchObject([{ title: `acme: access ends on ${day(5)}`, state: 'open' }])
    const [notice] = notices()
    if (notice !== undefined) notice.state = 'closed'

    await stage.repository.commit({ [ACME]: before + exceptions(day(-1), day(5)) })
    // GitHub is out of order, and the access ends all the same.
    stage.github.fail({ path: /^(pulls|issues)/, status: 503 })
    const run = await hourly()
    expect(run.jobs).toEqual({ expire: 'failure' })
    expect(tasksOf('act_1001', DEV.id)).toEqual(['ANALYZE'])
    stage.github.heal()
    await hourly()
    expect(notices()).toMatchObject([{ state: 'closed' }])
  })
})
