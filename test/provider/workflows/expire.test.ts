import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { branchOf } from '../../../provider/workflows/break-glass-record.ts'
import { expireWorkflow } from '../../../provider/workflows/expire.ts'
import type { WorkflowRun } from '../../../provider/workflows/workflow-run.ts'
import { clientOf } from '../../support/github/client.ts'
import { ACTIONS_BOT, openPull } from '../../support/github/people.ts'
import { startGitHub, type FakeGitHub } from '../../support/github/server.ts'
import type { Pull } from '../../support/github/world.ts'
import { makeWorkplace, type Workplace } from '../../support/workplace.ts'

const [ACME, PIXEL] = ['access/clients/acme.yaml', '3001']
const ELIN = { mail: 'elin@northlight.example', id: '9107' }
const RECORD = { client: 'acme', who: ELIN.mail, asset: PIXEL, level: 'uploader', until: '2026-11-24T14:00Z' }
const LATER = new Date('2026-11-24T17:00:00Z')

// No API takes people off a pixel, so its end waits for a person.
describe('expireWorkflow', { timeout: 60_000 }, () => {
  let place: Workplace
  let github: FakeGitHub

  beforeEach(async () => {
    place = await makeWorkplace()
    github = await startGitHub()
    await place.edit(ACME, (text) => `${text}owner: chloe@northlight.example\n`)
    await place.edit('access/agency.yaml', (text) =>
      text.replace('name: Chloé Martin,', 'name: Chloé Martin, github: chloe-m,'),
    )
    place.byHand({ do: 'assign', asset: PIXEL, user: ELIN.id, tasks: ['UPLOAD', 'ANALYZE'] })
  })
  afterEach(async () => {
    await github[Symbol.asyncDispose]()
    await place[Symbol.asyncDispose]()
  })

  function given(more: Partial<Pull> = {}): Pull {
    const ref = branchOf(RECORD, '17-1')
    const pull = openPull(github.world, {
      author: ACTIONS_BOT,
      head: 'a'.repeat(40),
      base: 'b'.repeat(40),
      ref,
    })
    return Object.assign(pull, { assignees: ['olga-b'], ...more })
  }

  function hourly(now = LATER): Promise<WorkflowRun> {
    const context = {
      root: place.root,
      env: place.env,
      progress: () => undefined,
      now: () => now,
      withoutPack: true as const,
    }
    return expireWorkflow(context, clientOf(github).client, 'https://github.example/run')
  }

  function issues(): object[] {
    return github.world.issues
      .filter(({ title }) => title.includes('past its end'))
      .map(({ state, assignees }) => ({ state, assignees }))
  }

  it('says nothing is left only when Meta shows it: until then the record is open, red and assigned', async () => {
    const pull = given()
    for (const day of [24, 25, 30]) {
      // Somebody closes all of it, so that nobody looks.
      pull.state = 'closed'
      for (const issue of github.world.issues) issue.state = 'closed'
      const run = await hourly(new Date(`2026-11-${day}T17:00:00Z`))
      expect([run.exit, run.findings.map(({ code }) => code)]).toEqual([
        1,
        expect.arrayContaining(['END_WAITS']),
      ])
      expect([pull.state, issues()]).toEqual(['open', [{ state: 'open', assignees: ['chloe-m', 'olga-b'] }]])
    }
    // Long after the days for which closed ones are read.
    await hourly(new Date('2027-01-05T17:00:00Z'))
    expect([pull.state, github.world.comments]).toEqual(['open', []])

    place.byHand({ do: 'unassign', asset: PIXEL, user: ELIN.id })
    const run = await hourly(new Date('2027-01-05T18:00:00Z'))
    expect([run.exit, pull.state]).toEqual([0, 'closed'])
    expect(issues()).toMatchObject([{ state: 'closed' }])
    expect(github.world.comments.map(({ body }) => body).join()).toContain('Revoked')
  })

  it('keeps what it cannot look at as it was: no issue is closed, no end is claimed', async () => {
    const pull = given()
    await hourly()
    place.byHand({ do: 'unassign', asset: PIXEL, user: ELIN.id })
    const { META_AGENCY_TOKEN: _token, ...env } = place.env
    place = { ...place, env }
    const run = await hourly()
    expect([run.exit, pull.state, issues()]).toMatchObject([1, 'open', [{ state: 'open' }]])
  })

  it('keeps an issue for an ordinary end that waits, too', async () => {
    const until = '2026-11-20'
    await place.edit(
      ACME,
      (text) =>
        `${text}exceptions:\n  - { who: ${ELIN.mail}, asset: "${PIXEL}", level: uploader, reason: x, ticket: y, until: ${until} }\n`,
    )
    const run = await hourly()
    expect([run.exit, issues()]).toEqual([1, [{ state: 'open', assignees: ['chloe-m'] }]])
  })
})
