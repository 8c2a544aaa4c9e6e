import { describe, expect, test } from 'vitest'
import { byHand } from '../../../../provider/emulator/hands.ts'
import type { EstateInput } from '../../../../provider/emulator/index.ts'
import { observedOf, type Inventory } from '../../../../provider/inventory/inventory.ts'
import { takeInventory } from '../../../../provider/inventory/take.ts'
import { agencySide } from '../../../../provider/inventory/ours/agency-side.ts'
import type { DesiredClient } from '../../../../provider/model/desired.ts'
import type { AssetKind } from '../../../../provider/model/kinds.ts'
import { CODES } from '../../graph/codes.ts'
import { graphErrorOf } from '../../graph/support.ts'
import { CAREFUL, CLIENT, SMALL, small } from '../../emulator/support.ts'
import { AGENCY, clientOf, reader, take, wanted } from '../support.ts'
import { useShortWaits } from '../../../support/short-waits.ts'

useShortWaits()

const ANA = 'ana@agency.example'
/** Ana as the client knows her. */
const GUEST = { id: '7209', name: 'Ana Perez', email: 'Ana@Agency.Example' }

const byToken: Partial<DesiredClient> = { slug: 'client', clientSide: 'by-token', business: CLIENT }
const careful: Partial<DesiredClient> = { slug: 'careful', clientSide: 'by-token', business: CAREFUL }

function stateOf(inventory: Inventory, kind: AssetKind, id: string): unknown {
  const seen = observedOf(inventory, kind, id)
  if (seen.state === 'unknown') return seen.reason.kind
  return seen.state === 'absent' ? seen.partner.state : seen.state
}

describe('a direct share', () => {
  const direct = (more: Partial<DesiredClient> = byToken) =>
    clientOf(
      [
        wanted('ad_account', 'act_1001', [], 'direct'),
        wanted('page', '3001', [], 'direct'),
        wanted('catalog', '5001', [], 'direct'),
      ],
      more,
    )

  test('shows our people by their addresses and nobody of the client’s own', async () => {
    await using emulator = await small({ estate: withGuest() })
    const inventory = await take(emulator, [direct()])
    expect(observedOf(inventory, 'ad_account', 'act_1001')).toEqual({
      state: 'present',
      kind: 'ad_account',
      partner: { state: 'none' },
      people: { [ANA]: ['AA_ANALYZE', 'ANALYZE'] },
      writable: true,
      identity: expect.objectContaining({ business: expect.objectContaining({ id: '8001' }) }),
    })
    expect(inventory.guests).toEqual({ client: [expect.objectContaining({ principal: ANA, id: '7209' })] })
    expect(JSON.stringify(inventory)).not.toContain('cleo')
  })

  test('shows the people of a Page, which its own list hides from the client’s token', async () => {
    await using emulator = await small({ estate: withGuest() })
    byHand(emulator.world, { do: 'assign', asset: '3001', user: '7209', tasks: ['ADVERTISE', 'ANALYZE'] })
    const inventory = await take(emulator, [direct()])
    expect(observedOf(inventory, 'page', '3001')).toMatchObject({
      state: 'present',
      people: { [ANA]: ['ADVERTISE', 'ANALYZE'] },
    })
  })

  test('shows everybody among more than 100 people', async () => {
    await using emulator = await small({ estate: withGuest(150) })
    const seen = observedOf(await take(emulator, [direct()]), 'ad_account', 'act_1001')
    expect(Object.keys(Reflect.get(seen, 'people') as object)).toHaveLength(151)
  })

  test('counts as open without the client’s token', async () => {
    await using emulator = await small()
    const inventory = await take(emulator, [direct({ ...byToken, clientSide: 'by-hand' })])
    expect(observedOf(inventory, 'ad_account', 'act_1001')).toMatchObject({
      state: 'present',
      people: {},
    })
    expect([inventory.listings, inventory.guests]).toEqual([{}, { client: [] }])
  })

  test.each(['business/business_users', 'business/system_users', 'business/pending_users'])(
    'is unknown, and nothing else is, with any error of Meta for the client at %s',
    async (edge) => {
      for (const { code, subcode, kind } of CODES) {
        const outcome = { error: { code, ...(subcode === undefined ? {} : { subcode }) } }
        await using emulator = await small({ faults: [{ match: { edge, side: CLIENT }, outcome }] })
        const inventory = await take(emulator, [direct(), clientOf([wanted('pixel', '2001')])])
        const states = [stateOf(inventory, 'ad_account', 'act_1001'), stateOf(inventory, 'page', '3001')]
        expect([...states, stateOf(inventory, 'pixel', '2001')]).toEqual([kind, kind, 'present'])
      }
    },
  )

  test('is unknown asset by asset with any error of Meta at the people of one', async () => {
    for (const { code, subcode, kind } of CODES) {
      const outcome = { error: { code, ...(subcode === undefined ? {} : { subcode }) } }
      await using emulator = await small({ faults: [{ match: { edge: 'act/assigned_users' }, outcome }] })
      const inventory = await take(emulator, [direct()])
      const states = [stateOf(inventory, 'ad_account', 'act_1001'), stateOf(inventory, 'catalog', '5001')]
      expect(states).toEqual([kind, 'present'])
    }
  })

  test('takes no system user or nameless member of the client for a guest, whatever the domains', async () => {
    await using emulator = await small({ estate: withGuest() })
    const inventory = await takeInventory({
      side: agencySide(reader(emulator), AGENCY),
      clients: [direct()],
      clientApi: (slug) => reader(emulator, slug),
      domains: ['agency.example', ''],
    })
    expect(inventory.guests['client']?.map(({ principal }) => principal)).toEqual([ANA])
  })
})

describe('a client’s token', () => {
  test('that has ended leaves only this client unknown', async () => {
    await using emulator = await small({ estate: withGuest() })
    byHand(emulator.world, { do: 'expire_token', token: 'client' })
    const inventory = await take(emulator, [
      clientOf([wanted('ad_account', 'act_1001', [], 'direct'), wanted('ad_account', 'act_1002')], byToken),
      clientOf([wanted('ad_account', 'act_1003')], careful),
    ])
    const states = ['act_1001', 'act_1002', 'act_1003'].map((id) => stateOf(inventory, 'ad_account', id))
    expect(states).toEqual(['token', 'token', 'none'])
  })

  test('is not asked of a client that does everything by hand', async () => {
    await using emulator = await small()
    await take(emulator, [clientOf([wanted('ad_account', 'act_1002')], { slug: 'client' })])
    expect(new Set(emulator.requests.entries.map(({ side }) => side))).toEqual(
      new Set([`system_user:${AGENCY}`]),
    )
  })

  test('that is of the wrong client shows nothing and hides nothing', async () => {
    await using emulator = await small()
    const tokens = { ...emulator.tokens, client: emulator.tokens['other'] ?? '' }
    const inventory = await take({ url: emulator.url, tokens }, [
      clientOf([wanted('ad_account', 'act_1001', [], 'direct'), wanted('pixel', '2001')], byToken),
    ])
    expect([stateOf(inventory, 'ad_account', 'act_1001'), stateOf(inventory, 'pixel', '2001')]).toEqual([
      'permission',
      'present',
    ])
  })

  test('that is missing throws what the caller throws', async () => {
    await using emulator = await small()
    const request = {
      side: agencySide(reader(emulator), AGENCY),
      clients: [clientOf([wanted('ad_account', 'act_1001', [], 'direct')], byToken)],
      clientApi: () => {
        throw new RangeError('no token')
      },
      domains: [],
    }
    await expect(takeInventory(request)).rejects.toThrow(RangeError)
    await expect(graphErrorOf(takeInventory(request))).rejects.toThrow(RangeError)
  })
})

/** Ana and perhaps others of ours are people of the client too, and on its ad account. */
function withGuest(others = 0): EstateInput {
  const more = Array.from({ length: others }, (_, index) => ({
    id: String(73_000 + index),
    name: `Guest ${index}`,
    email: `guest${index}@agency.example`,
  }))
  const guests = [GUEST, ...more]
  return {
    ...SMALL,
    businesses: (SMALL.businesses ?? []).map((business) =>
      business.id === CLIENT ? { ...business, people: [...(business.people ?? []), ...guests] } : business,
    ),
    assets: (SMALL.assets ?? []).map((asset) =>
      asset.id === 'act_1001'
        ? {
            ...asset,
            assignments: [
              ...(asset.assignments ?? []),
              ...guests.map(({ id }) => ({ user: id, tasks: ['ANALYZE'] })),
            ],
          }
        : asset,
    ),
  }
}
