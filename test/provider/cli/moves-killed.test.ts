import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LONG } from '../../support/cases.ts'
import { killedWhen } from '../../support/killed.ts'
import { codes, type Workplace } from '../../support/workplace.ts'
import { appliedPlace, assetsIn, movesOf, renameClient } from './support/moves.ts'

/** Whether an engine holds the lock of a stack. */
function isLocked({ root }: Workplace, stack: string): boolean {
  const folder = join(root, '.state/.pulumi/locks/organization/metagrant', stack)
  return existsSync(folder) && readdirSync(folder).length > 0
}

const MOMENTS: readonly [string, (place: Workplace) => Promise<boolean> | boolean][] = [
  ['the new stack is at work', (place) => isLocked(place, 'bakery')],
  ['the new stack has the asset', async (place) => (await assetsIn(place, 'bakery'))[0]?.length === 1],
  ['the old stack is at work', (place) => isLocked(place, 'corner')],
  ['the old stack has given it up', async (place) => (await assetsIn(place, 'corner'))[0]?.length === 0],
]

/** At the two in the middle more can be lost than at the others. */
const TRIED = LONG ? MOMENTS : MOMENTS.slice(1, 3)

test.each(TRIED)(
  'a rename that is killed when %s loses nothing, and the next run ends it without a write',
  { timeout: 120_000 },
  async (_, isNow) => {
    await using place = await appliedPlace(['corner'])
    await renameClient(place, 'corner', 'bakery')
    await killedWhen(place, () => isNow(place), 'apply', 'bakery')
    const held = await assetsIn(place, 'corner', 'bakery')
    expect(held.flat()).toContain('act_1201')
    const next = await place.json('apply', 'bakery')
    expect([next.exit, codes(next).filter((code) => code !== 'STATE_LOCK_CLEARED')]).toEqual([0, []])
    expect(await assetsIn(place, 'corner', 'bakery')).toEqual([[], ['act_1201']])
    expect(movesOf(await place.json('preview', '--all'))).toEqual([])
    expect(place.emulator.requests.counts().writes).toBe(0)
  },
)

test(
  'an old stack that another run holds stops no rename: its record waits, is told, and ends later',
  { timeout: 120_000 },
  async () => {
    await using place = await appliedPlace(['corner'])
    await renameClient(place, 'corner', 'bakery')
    const folder = join(place.root, '.state/.pulumi/locks/organization/metagrant/corner')
    await mkdir(folder, { recursive: true })
    const holder = { pid: 1, username: 'ana', hostname: 'elsewhere', timestamp: '2026-11-24T10:00:00Z' }
    await writeFile(join(folder, 'one.json'), JSON.stringify(holder))
    const first = await place.json('apply', 'bakery')
    expect([first.exit, codes(first)]).toEqual([0, ['MOVE_UNFINISHED']])
    expect(first.raw).toContain('ana@elsewhere')
    expect(await assetsIn(place, 'corner', 'bakery')).toEqual([['act_1201'], ['act_1201']])
    const waits = await place.json('preview', '--all')
    expect([codes(waits), movesOf(waits)]).toEqual([[], ['bakery: act_1201 corner > bakery, arrived']])
    // Approved before, so it needs no digest of its own: the plan is again that of nothing.
    await rm(folder, { recursive: true })
    expect((await place.json('apply', 'bakery')).exit).toBe(0)
    const after = await place.json('preview', 'bakery')
    expect(after.plans[0]?.digest).toBe(waits.plans.find(({ stack }) => stack === 'bakery')?.digest)
    expect(await assetsIn(place, 'corner', 'bakery')).toEqual([[], ['act_1201']])
    expect(place.emulator.requests.counts().writes).toBe(0)
  },
)
