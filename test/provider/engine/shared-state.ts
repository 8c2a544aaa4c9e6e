import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stackHistory } from '../../../provider/engine/history.ts'
import { withEngine } from '../../../provider/runs/wiring/engine.ts'
import { movesOf, renameClient } from '../cli/support/moves.ts'
import { LONG } from '../../support/cases.ts'
import { killedAfter } from '../../support/killed.ts'
import { codes, makeWorkplace, NOW, type Workplace } from '../../support/workplace.ts'

/** A back end that several machines share, started for the tests of one file. */
export type SharedBackend = AsyncDisposable & {
  readonly url: string
  readonly env?: NodeJS.ProcessEnv
  /** Puts a lock where the engine keeps those of acme, as another machine would, and takes it away. */
  readonly lock: (key: string, holder: string) => Promise<void>
  readonly unlock: (key: string) => Promise<void>
}

const FILE = 'access/clients/acme.yaml'
/** Seen on 3.259: where the engine keeps a lock. */
const LOCK = '.pulumi/locks/organization/metagrant/acme/00000000-0000-4000-8000-000000000000.json'

/** What has to hold on every back end that is no folder of this machine; `short` is its lists and its locks. */
export function holdsOn(start: () => Promise<SharedBackend>, which: 'all' | 'short'): void {
  let backend: SharedBackend
  let place: Workplace
  const writes = () => place.emulator.requests.counts().writes

  beforeAll(async () => {
    backend = await start()
    const env = { ...backend.env, PULUMI_BACKEND_URL: backend.url, METAGRANT_ENGINE_SECONDS: '60' }
    place = await makeWorkplace({ latencyMs: 60, env })
  })
  afterAll(async () => {
    await place[Symbol.asyncDispose]()
    await backend[Symbol.asyncDispose]()
  })

  test('holds four stacks, which --all lists, applies and finds in order', { timeout: 240_000 }, async () => {
    const applied = await place.json('apply', '--all')
    expect([applied.exit, codes(applied)]).toEqual([0, []])
    expect(applied.plans.map(({ stack }) => stack).sort()).toEqual(['acme', 'agency', 'bloom', 'corner'])
    const again = await place.json('preview', '--all')
    expect([again.exit, again.plans.flatMap(({ changes }) => changes)]).toEqual([0, []])
  })

  // One that is left out is not there at all: in CI a skipped test is a failure.
  if (which === 'all')
    test(
      'keeps the history of a stack, with the digest of the applied plan',
      { timeout: 60_000 },
      async () => {
        const { root, env } = place
        const settings = { root, env, now: () => NOW, progress: () => undefined, withoutPack: true } as const
        const engine = await withEngine(settings)
        if ('code' in engine) throw new Error(engine.code)
        const history = await stackHistory('acme', engine)
        expect(history?.map(({ result, plan }) => [result, plan?.length])).toEqual([['succeeded', 64]])
      },
    )

  test(
    'is changed by one writer at a time: the other one names the holder and writes nothing',
    { timeout: 120_000 },
    async () => {
      const holder = { pid: 1, username: 'runner', hostname: 'elsewhere', timestamp: '2026-11-24T10:00:00Z' }
      await backend.lock(LOCK, JSON.stringify(holder))
      await place.edit(FILE, (text) => text.replace('ana@northlight.example, ', ''))
      place.emulator.requests.clear()
      const refused = await place.json('apply', 'acme')
      expect([refused.exit, codes(refused)]).toEqual([1, ['STATE_LOCKED']])
      expect(refused.raw).toContain('runner@elsewhere')
      expect(writes()).toBe(0)
      await backend.unlock(LOCK)
      expect((await place.json('apply', 'acme')).exit).toBe(0)
    },
  )

  test(
    'keeps the lock of a killed run, of which nothing is known, until somebody removes it; the next run ends the work',
    { timeout: 180_000 },
    async () => {
      await place.edit(FILE, await readFile(FILE, 'utf8'))
      await killedAfter(place, writes() + 1, 'apply', 'acme')
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

  if (LONG)
    test('is left for another back end, whose first apply writes nothing', { timeout: 120_000 }, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'metagrant-state-'))
      const before = place.env['PULUMI_BACKEND_URL']
      place.env['PULUMI_BACKEND_URL'] = `file://${folder}`
      const written = writes()
      const moved = await place.json('apply', '--all')
      expect([moved.exit, codes(moved), writes()]).toEqual([0, [], written])
      place.env['PULUMI_BACKEND_URL'] = before
      await rm(folder, { recursive: true })
    })

  if (which === 'all')
    test(
      'hands a renamed client over: whoever may hold its assets is asked, and nothing is written at Meta',
      { timeout: 180_000 },
      async () => {
        await renameClient(place, 'corner', 'bakery')
        place.emulator.requests.clear()
        const [all, named] = [await place.json('preview', '--all'), await place.json('preview', 'bakery')]
        for (const one of [all, named]) expect(movesOf(one)).toEqual(['bakery: act_1201 corner > bakery'])
        const applied = await place.json('apply', 'bakery')
        expect([applied.exit, codes(applied)]).toEqual([0, []])
        const after = await place.json('preview', '--all')
        expect([codes(after), movesOf(after)]).toEqual([[], []])
        expect(writes()).toBe(0)
      },
    )
}
