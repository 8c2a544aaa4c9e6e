import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stackHistory } from '../../../provider/engine/history.ts'
import { withEngine } from '../../../provider/runs/wiring/engine.ts'
import { NO_POSTGRES, POSTGRES, startPostgres, type Database } from '../../support/postgres.ts'
import { killedAfter } from '../../support/killed.ts'
import { codes, makeWorkplace, NOW, type Workplace } from '../../support/workplace.ts'

describe.skipIf(POSTGRES === undefined)(`a state in Postgres (else: ${NO_POSTGRES})`, () => {
  let database: Database
  let place: Workplace

  beforeAll(async () => {
    database = await startPostgres(POSTGRES ?? '')
    place = await makeWorkplace({
      latencyMs: 60,
      env: { PULUMI_BACKEND_URL: database.url, METAGRANT_ENGINE_SECONDS: '60' },
    })
  })
  afterAll(async () => {
    await place[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  test('holds four stacks, which --all lists, applies and finds in order', { timeout: 240_000 }, async () => {
    const applied = await place.json('apply', '--all')
    expect([applied.exit, codes(applied)]).toEqual([0, []])
    expect(applied.plans.map(({ stack }) => stack).sort()).toEqual(['acme', 'agency', 'bloom', 'corner'])
    const again = await place.json('preview', '--all')
    expect([again.exit, again.plans.flatMap(({ changes }) => changes)]).toEqual([0, []])
  })

  test('keeps the history of a stack, with the digest of the applied plan', { timeout: 60_000 }, async () => {
    const { root, env } = place
    const engine = await withEngine({
      root,
      env,
      now: () => NOW,
      progress: () => undefined,
      withoutPack: true,
    })
    if ('code' in engine) throw new Error(engine.code)
    const history = await stackHistory('acme', engine)
    expect(history?.map(({ result, plan }) => [result, plan?.length])).toEqual([['succeeded', 64]])
  })

  test(
    'is changed by one writer at a time: the other one names the holder and writes nothing',
    { timeout: 120_000 },
    async () => {
      const holder = { pid: 1, username: 'runner', hostname: 'elsewhere', timestamp: '2026-11-24T10:00:00Z' }
      // Seen on 3.259: a key begins with the database, and a file is held in base64.
      const content = Buffer.from(JSON.stringify(holder)).toString('base64')
      const key = `postgres/.pulumi/locks/organization/metagrant/acme/00000000-0000-4000-8000-000000000000.json`
      await database.query(`insert into pulumi_state (key, data) values ('${key}', '{"data":"${content}"}')`)
      await place.edit('access/clients/acme.yaml', (text) => text.replace('ana@northlight.example, ', ''))
      place.emulator.requests.clear()
      const refused = await place.json('apply', 'acme')
      expect([refused.exit, codes(refused)]).toEqual([1, ['STATE_LOCKED']])
      expect(refused.raw).toContain('runner@elsewhere')
      expect(place.emulator.requests.counts().writes).toBe(0)
      await database.query(`delete from pulumi_state where key = '${key}'`)
      expect((await place.json('apply', 'acme')).exit).toBe(0)
    },
  )

  test(
    'keeps the lock of a killed run, of which nothing is known, until somebody removes it; the next run ends the work',
    { timeout: 180_000 },
    async () => {
      const acme = await readFile('access/clients/acme.yaml', 'utf8')
      await place.edit('access/clients/acme.yaml', acme)
      await killedAfter(place, place.emulator.requests.counts().writes + 1, 'apply', 'acme')
      const held = await place.json('apply', 'acme')
      expect([held.exit, codes(held)]).toEqual([1, ['STATE_LOCKED']])
      expect((await place.json('unlock', 'acme')).exit).toBe(1)
      const unlocked = await place.json('unlock', 'acme', '--yes')
      expect([unlocked.exit, JSON.parse(unlocked.raw)]).toMatchObject([0, { removed: 1 }])
      const next = await place.json('apply', 'acme')
      expect([next.exit, codes(next)]).toEqual([0, []])
      expect((await place.json('preview', 'acme')).plans[0]).toMatchObject({ changes: [], recorded: 0 })
    },
  )
})
