import { describe, expect, test } from 'vitest'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import type { Level } from '../../../provider/model/levels.ts'
import { acmeEstate, AGENCY, ANA, DEV, inputs, ON_THE_PAGE, startAcme } from './support.ts'

describe('assetHandler', () => {
  test.each<[AssetKind, Level, Level]>([
    ['ad_account', 'advertiser', 'analyst'],
    ['pixel', 'advertiser', 'analyst'],
    ['instagram', 'advertiser', 'analyst'],
    ['catalog', 'admin', 'advertiser'],
  ])(
    'shares a new %s as %s and assigns people in one run, and then has nothing to do',
    async (kind, partner, person) => {
      await using acme = await startAcme()
      const wanted = inputs(kind, partner, { [ANA]: person })
      const state = await acme.apply(wanted)
      expect(state.observed).toMatchObject({ state: 'present', partner: { state: 'granted' } })
      expect(state.waiting).toEqual([])
      expect(await acme.handler().differs(state, wanted)).toBe(false)
      acme.emulator.requests.clear()
      await acme.apply(wanted, state)
      expect(acme.writes()).toEqual([])
    },
  )

  test('accepts for our side the request that a first pixel share makes', async () => {
    await using acme = await startAcme()
    await acme.apply(inputs('pixel', 'advertiser', {}))
    expect(acme.writes()).toEqual(['POST pixel/agencies', 'POST agreement'])
  })

  test('shares a new Page, waits for our system user on it, and then assigns people', async () => {
    await using acme = await startAcme()
    const wanted = inputs('page', 'advertiser', { [ANA]: 'advertiser' })
    const state = await acme.apply(wanted)
    expect(state.waiting).toEqual([`page-token: ${ANA}`])
    acme.hands(ON_THE_PAGE)
    expect(await acme.handler().differs(state, wanted)).toBe(true)
    expect((await acme.apply(wanted, state)).waiting).toEqual([])
  })

  test('leaves the level of a Page share to the client, for a new share would take everybody off', async () => {
    await using acme = await startAcme()
    const before = inputs('page', 'advertiser', { [ANA]: 'advertiser' })
    const shared = await acme.apply(before)
    acme.hands(ON_THE_PAGE)
    const state = await acme.apply(before, shared)
    acme.emulator.requests.clear()
    const raised = await acme.apply(inputs('page', 'editor', { [ANA]: 'advertiser' }), state)
    expect([raised.waiting, acme.writes()]).toEqual([['client-level: partner'], []])
  })

  test('waits for a second admin of the client, without trying again', async () => {
    await using acme = await startAcme(acmeEstate({ secondAdmin: true }))
    const wanted = inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' })
    const state = await acme.apply(wanted)
    expect(state.waiting).toEqual(['second-admin: partner'])
    acme.emulator.requests.clear()
    const still = await acme.apply(wanted, state)
    expect([still.waiting, acme.writes()]).toEqual([['second-admin: partner'], []])
    acme.hands({ do: 'approve', asset: 'act_1001', business: AGENCY })
    expect((await acme.apply(wanted, still)).waiting).toEqual([])
  })

  test('raises, lowers and takes off in one run, one write a person', async () => {
    await using acme = await startAcme()
    const state = await acme.apply(
      inputs('ad_account', 'admin', {
        [ANA]: 'analyst',
        [DEV]: 'admin',
        'ben@northlight.example': 'analyst',
      }),
    )
    acme.emulator.requests.clear()
    await acme.apply(inputs('ad_account', 'admin', { [ANA]: 'advertiser', [DEV]: 'analyst' }), state)
    expect(acme.writes().sort()).toEqual([
      'DELETE act/assigned_users',
      'POST act/assigned_users',
      'POST act/assigned_users',
    ])
  })

  test('takes everybody off and ends the share when the asset leaves the files', async () => {
    await using acme = await startAcme()
    const state = await acme.apply(inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' }))
    const { failures } = await acme.handler().remove(state)
    expect(failures).toEqual([])
    expect(acme.emulator.world.grants.get('act_1001')?.size ?? 0).toBe(0)
    expect(acme.emulator.world.assignments.get('act_1001')?.size ?? 0).toBe(0)
  })

  test('succeeds in removing what is gone already', async () => {
    await using acme = await startAcme()
    const state = await acme.apply(inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' }))
    acme.hands({ do: 'unshare', asset: 'act_1001', business: AGENCY })
    acme.emulator.requests.clear()
    expect((await acme.handler().remove(state)).failures).toEqual([])
    expect(acme.writes()).toEqual([])
  })

  test('leaves other agencies and the people of the client alone', async () => {
    const other = {
      id: '910001',
      name: 'Other Agency',
      people: [{ id: '91001', name: 'Ivo', email: 'ivo@other.example' }],
    }
    const base = acmeEstate()
    await using acme = await startAcme({
      ...base,
      businesses: [...(base.businesses ?? []), other],
      assets: (base.assets ?? []).map((asset) =>
        asset.id === 'act_1001'
          ? {
              ...asset,
              partners: [{ business: '910001', tasks: ['ADVERTISE', 'ANALYZE'] }],
              assignments: [
                { user: '91001', tasks: ['ADVERTISE', 'ANALYZE'] },
                { user: '1101', tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] },
              ],
            }
          : asset,
      ),
    })
    const state = await acme.apply(
      inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' }, { unmanaged: 'remove' }),
    )
    await acme.handler().remove(state)
    expect([...(acme.emulator.world.grants.get('act_1001')?.keys() ?? [])]).toEqual(['910001'])
    expect([...(acme.emulator.world.assignments.get('act_1001')?.keys() ?? [])].sort()).toEqual([
      '1101',
      '91001',
    ])
  })
})
