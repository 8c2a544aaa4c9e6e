import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { killedAfter } from '../../support/killed.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const FILE = 'access/clients/acme.yaml'

test(
  'what a dead run gave is taken back by the next apply when its change was taken back',
  { timeout: 240_000 },
  async () => {
    await using place = await makeWorkplace({ latencyMs: 60 })
    const after = await readFile(FILE, 'utf8')
    const before = after.replace('ana@northlight.example, ', '')
    await place.edit(FILE, before)
    await place.json('apply', 'acme')
    place.emulator.requests.clear()

    await place.edit(FILE, after)
    await killedAfter(place, 3, 'apply', 'acme')
    await place.edit(FILE, before)

    const next = await place.json('apply', 'acme')
    const gone = next.plans[0]?.changes.filter(
      ({ verb, subject }) => verb === 'revoke' && subject.principal !== undefined,
    )
    expect(gone?.length).toBeGreaterThan(0)
    expect(next.plans[0]?.unmanaged).toEqual([])
    expect([next.exit, codes(next)]).toEqual([0, ['STATE_LOCK_CLEARED']])
    const scan = await place.json('scan', 'acme')
    expect(scan.raw).not.toContain('ana@northlight.example on')
    expect((await place.json('preview', 'acme')).plans[0]).toMatchObject({ changes: [], unmanaged: [] })
  },
)
