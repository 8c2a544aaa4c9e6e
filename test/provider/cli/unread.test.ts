import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { makeWorkplace } from '../../support/workplace.ts'

const SLOW = { timeout: 120_000 }

/** Every listing of what clients share with us fails with a code that no repeat helps. */
const BLIND: FaultInput[] = [
  { match: { path: '/client_[a-z_]+$' }, outcome: { error: { code: 10 } } },
  { match: { path: '/assigned_[a-z_]+$' }, outcome: { error: { code: 10 } } },
]

describe('where no listing can be read', () => {
  test('preview, scan and apply end with 4, and none says that there is nothing to do', SLOW, async () => {
    await using place = await makeWorkplace({ faults: BLIND })
    const preview = await place.json('preview', 'acme')
    expect([preview.exit, preview.plans[0]?.changes]).toEqual([4, []])
    const scan = await place.json('scan', 'acme')
    expect(scan.exit).toBe(4)
    const applied = await place.run('apply', 'acme')
    expect(applied.exit).toBe(4)
    expect(applied.out).toContain('not all could be read')
    expect(place.emulator.requests.counts()).toMatchObject({ writes: 0 })
  })

  test('offboard that only shows ends with 4', SLOW, async () => {
    await using place = await makeWorkplace({ faults: BLIND })
    const given = ['--reason', 'x', '--ticket', 'OPS-1', '--by', 'pavel@northlight.example']
    const shown = await place.json('offboard', 'acme', ...given)
    expect(shown.plans[0]?.unknown.length).toBeGreaterThan(0)
    expect(shown.exit).toBe(4)
  })
})
