import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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

test.each(MOMENTS)(
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
