import { describe, expect, test } from 'vitest'
import { refusalsOf } from '../../../provider/engine/steps.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const SLOW = 120_000

describe('policy in preview and apply', () => {
  test(
    'refuses the client that breaks a rule, at its line, applies nothing there, and does the others',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace({ pack: true })
      await place.edit('access/clients/acme.yaml', (text) =>
        text.replace('name: acme.outdoor, page: "2001"', 'name: acme.outdoor'),
      )
      const before = await place.json('preview', 'acme')
      expect([before.exit, codes(before)]).toEqual([3, ['instagram-is-linked']])
      expect(before.findings[0]?.address).toMatchObject({ file: 'access/clients/acme.yaml', line: 20 })

      const applied = await place.json('apply', 'acme', 'corner')
      expect([applied.exit, codes(applied)]).toEqual([3, ['instagram-is-linked']])
      expect(place.emulator.requests.counts().writes).toBe(1)
      expect(place.emulator.world.assignments.get('act_1001')?.size ?? 0).toBe(0)
    },
  )

  test('refuses every client where a common file breaks a rule', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace({ pack: true })
    await place.edit('access/functions.yaml', (text) =>
      text.replace('levels: { ad_account: analyst,', 'levels: { ad_account: advertiser,'),
    )
    const refused = await place.json('apply', 'acme', 'bloom', 'corner')
    expect(refused.exit).toBe(3)
    expect(place.emulator.requests.counts().writes).toBe(0)
  })
})

describe('refusalsOf', () => {
  const event = (enforcementLevel: string, message: string) =>
    ({
      policyEvent: {
        message,
        color: 'never',
        policyName: 'x',
        policyPackName: 'y',
        policyPackVersion: '1',
        policyPackVersionTag: '1',
        enforcementLevel,
      },
    }) as never
  test('takes what blocks out of the events of the engine, and not what is only told', () => {
    expect(
      refusalsOf([event('mandatory', 'Title\na.yaml:1:2: few-admins: Cannot'), event('advisory', 'told')]),
    ).toEqual(['a.yaml:1:2: few-admins: Cannot'])
  })
})
