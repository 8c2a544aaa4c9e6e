import { describe, expect, test } from 'vitest'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Workplace, type WorkplaceOptions } from '../../support/workplace.ts'

const CLIENT = 'access/clients/acme.yaml'
const AGENCY = '900000000000001'
const FARID = 'farid@northlight.example'

/** Acme, where Farid's access to these assets has ended by the file and stands at Meta. */
async function withEnded(assets: readonly string[], options: WorkplaceOptions = {}): Promise<Workplace> {
  const place = await makeWorkplace(options)
  await place.edit('access/policy.yaml', NO_POLICY)
  const lines = assets.map(
    (asset) =>
      `  - { who: ${FARID}, asset: "${asset}", level: analyst, reason: A task, ticket: OPS-1, until: 2026-11-20 }\n`,
  )
  await place.edit(CLIENT, (text) => `${text}exceptions:\n${lines.join('')}`)
  for (const asset of assets) {
    place.byHand({ do: 'share', asset, business: AGENCY, tasks: ['ANALYZE'] })
    place.byHand({ do: 'assign', asset, user: '9108', tasks: ['ANALYZE'] })
  }
  return place
}

describe('expire, where it does not see an end', () => {
  test('ends with 4 where a listing is refused, and does not say that nothing is left', async () => {
    await using place = await withEnded(['act_1001', 'act_1002'], {
      faults: [{ match: { edge: 'GET business/client_ad_accounts' }, outcome: { error: { code: 10 } } }],
    })
    const result = await place.json('expire', 'acme')
    expect([result.exit, codes(result)]).toEqual([4, ['NARROW_UNREAD', 'NARROW_UNREAD']])
    expect((await place.run('expire', 'acme')).out).not.toContain('No ended access')
    expect(place.emulator.requests.counts()).toMatchObject({ writes: 0 })
  })

  test('ends with 2 where only a person can take somebody off a pixel, until they have', async () => {
    await using place = await withEnded(['3001'])
    const result = await place.json('expire', 'acme')
    expect([result.exit, codes(result)]).toEqual([2, ['ENDED_BY_HAND']])
    expect((await place.run('expire', 'acme')).out).not.toContain('No ended access')
    place.byHand({ do: 'unassign', asset: '3001', user: '9108' })
    const over = await place.json('expire', 'acme')
    expect([over.exit, codes(over)]).toEqual([0, []])
  })

  test('says nothing of an end where the person holds nothing', async () => {
    await using place = await withEnded(['3001'])
    place.byHand({ do: 'unassign', asset: '3001', user: '9108' })
    expect((await place.run('expire')).out).toContain('No ended access is left at Meta')
  })
})
