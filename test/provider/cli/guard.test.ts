import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const SLOW = 120_000
const MANY = 10

/** Acme without its strategist, so that taking the media buyers away empties the catalog and the Instagram account. */
async function crowded(): Promise<Workplace> {
  const place = await makeWorkplace()
  await place.edit('access/policy.yaml', NO_POLICY)
  await place.edit('access/clients/acme.yaml', (text) => text.replace(/ {2}strategist: .*\n/, ''))
  return place
}

describe('the guard', () => {
  test(
    'refuses to empty a client by a slip, writes nothing, and lets it pass by its number only',
    { timeout: SLOW },
    async () => {
      await using place = await crowded()
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      place.emulator.requests.clear()
      await place.edit('access/clients/acme.yaml', (text) => text.replace(/ {2}media-buyer: .*\n/, ''))
      const before = await place.json('preview', 'acme')
      expect([before.exit, codes(before)]).toEqual([3, ['GUARD_REMOVALS', 'GUARD_EMPTIED']])
      const refused = await place.json('apply', 'acme')
      expect([refused.exit, codes(refused)]).toEqual([3, ['GUARD_REMOVALS', 'GUARD_EMPTIED']])
      expect(place.emulator.requests.counts().writes).toBe(0)

      const wrong = await place.json(
        'apply',
        'acme',
        '--allow-removals',
        String(MANY + 1),
        '--allow-emptied',
        '2',
      )
      expect([wrong.exit, codes(wrong)]).toEqual([3, ['GUARD_REMOVALS']])
      expect(place.emulator.requests.counts().writes).toBe(0)

      const right = await place.json(
        'apply',
        'acme',
        '--allow-removals',
        String(MANY),
        '--allow-emptied',
        '2',
      )
      expect([right.exit, codes(right)]).toEqual([0, []])
      expect(place.emulator.requests.counts().writes).toBe(MANY)
    },
  )

  test(
    'refuses to pass over a client whose file is gone while its stack holds access',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      expect((await place.json('apply', 'corner')).exit).toBe(0)
      await rm(join(place.root, 'access/clients/corner.yaml'))
      const gone = await place.json('preview', '--all')
      expect([gone.exit, codes(gone)]).toEqual([3, ['GUARD_CLIENT_DELETED']])
      place.emulator.requests.clear()
      expect((await place.json('apply', '--all')).exit).toBe(3)
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )

  test('applies the clients that it does not refuse', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/corner.yaml', (text) =>
      text.replace(
        'team:\n',
        'exceptions:\n  - { who: ana@northlight.example, asset: act_1201, level: admin, reason: Sets the spend cap, ticket: OPS-1, until: 2026-12-01 }\nteam:\n',
      ),
    )
    const result = await place.json('apply', 'acme', 'corner')
    expect([result.exit, codes(result)]).toEqual([3, ['GUARD_ADMINS']])
    expect(place.emulator.requests.counts().writes).toBe(23)
    const allowed = await place.json('apply', 'corner', '--allow-admins', '1')
    expect([allowed.exit, codes(allowed)]).toEqual([0, []])
  })
})
