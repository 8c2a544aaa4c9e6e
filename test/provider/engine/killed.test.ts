import { expect, test } from 'vitest'
import { killedAfter } from '../../support/killed.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const LATENCY_MS = 60

test(
  'an apply that was killed midway is finished by the next one, with each grant made once',
  { timeout: 120_000 },
  async () => {
    await using place = await makeWorkplace({ latencyMs: LATENCY_MS })
    await killedAfter(place, 5, 'apply', 'acme')
    const next = await place.json('apply', 'acme')
    expect([next.exit, codes(next)]).toEqual([0, ['STATE_LOCK_CLEARED']])
    // What was in flight when the process died may have been made as well; nothing was made twice.
    expect(place.emulator.requests.counts().writes).toBe(23)
    expect((await place.json('preview', 'acme')).plans[0]).toMatchObject({ changes: [], recorded: 0 })
  },
)
