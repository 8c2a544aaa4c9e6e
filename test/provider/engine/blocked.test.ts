import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

/** What two engines with eight resources each may have on its way when Meta's answer comes. */
const ON_THEIR_WAY = 2 * 8

/** The requests of our own token that Meta got after it first answered with an error. */
function afterRefusal({ emulator }: Workplace): string[] {
  const { entries } = emulator.requests
  const refused = entries.findIndex(({ status }) => status >= 400)
  const { side } = entries[refused] ?? { side: 'nobody' }
  return entries
    .slice(refused + 1)
    .filter((one) => one.side === side || one.side.startsWith('page'))
    .map(({ edge }) => edge)
}

/** Changes of the stack acme; the other one has the ad account act_1201. */
const CHANGES = 23

describe('a token that Meta blocks (368)', () => {
  test(
    'sends nothing more in either stack of the run, which says so once, and the rest stays open',
    { timeout: 120_000 },
    async () => {
      // Only one request is answered so: if others followed it, they would succeed.
      const faults: FaultInput[] = [
        { match: { method: 'POST', side: '^system_user:9' }, nth: 3, outcome: { error: { code: 368 } } },
      ]
      await using place = await makeWorkplace({ faults, latencyMs: 30 })
      const result = await place.json('apply', 'acme', 'corner')
      // What was given before the block cannot be looked at any more, so it is not confirmed.
      const [unconfirmed, told] = [true, false].map((is) =>
        codes(result).filter((code) => (code === 'CHANGE_NOT_SHOWN') === is),
      )
      expect([result.exit, told]).toEqual([1, ['THROTTLED', 'REQUESTS_BLOCKED']])
      expect(afterRefusal(place).length).toBeLessThanOrEqual(ON_THEIR_WAY)
      // The state holds what was seen and given, and the rest is open.
      const left = await place.json('preview', 'acme')
      const given = place.emulator.requests.entries.filter(
        ({ edge, method, status, node }) =>
          method === 'POST' && edge.endsWith('assigned_users') && status === 200 && node !== 'act_1201',
      )
      expect(unconfirmed?.length).toBeLessThanOrEqual(given.length)
      const open = left.plans.flatMap(({ changes }) => changes)
      expect([left.exit, open.length + given.length]).toEqual([2, CHANGES])
    },
  )

  test('is not used again by a command that it was blocked for while it read', async () => {
    const faults: FaultInput[] = [{ match: { method: 'GET' }, nth: 3, outcome: { error: { code: 368 } } }]
    await using place = await makeWorkplace({ faults })
    expect((await place.json('apply', '--all')).exit).toBe(1)
    expect([afterRefusal(place), place.emulator.requests.counts().writes]).toEqual([[], 0])
  })

  test('is used again by the next run of the same process', async () => {
    const faults: FaultInput[] = [{ match: { method: 'GET' }, nth: 3, outcome: { error: { code: 368 } } }]
    await using place = await makeWorkplace({ faults })
    await place.json('preview', '--all')
    expect((await place.json('preview', '--all')).exit).toBe(2)
  })
})

describe('a token that Meta throttles without a time (80004)', () => {
  const match = { method: 'POST', path: '/assigned_users$' } as const

  test(
    'is tried by one request at a time, and given up, with one finding for all that was not sent',
    { timeout: 120_000 },
    async () => {
      await using place = await makeWorkplace({ faults: [{ match, outcome: { error: { code: 80_004 } } }] })
      const result = await place.json('apply', 'acme')
      const told = codes(result)
      expect([result.exit, told.filter((code) => code === 'REQUESTS_LIMITED')]).toEqual([
        1,
        ['REQUESTS_LIMITED'],
      ])
      expect(told.filter((code) => !['REQUESTS_LIMITED', 'THROTTLED'].includes(code))).toEqual([])
      // Seven assets at once, and a few tries; each of the 23 changes alone would be sent four times.
      expect(place.emulator.requests.counts().writes).toBeLessThanOrEqual(7 + 6)
    },
  )
})
