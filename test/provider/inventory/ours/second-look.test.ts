import { describe, expect, test } from 'vitest'
import { byHand } from '../../../../provider/emulator/hands.ts'
import type { Emulator, EmulatorOptions, EstateInput } from '../../../../provider/emulator/index.ts'
import { GraphApi } from '../../../../provider/graph/api.ts'
import { readOnly } from '../../../../provider/graph/read-only.ts'
import { withOperationRetry } from '../../../../provider/graph/retry-operations.ts'
import { httpTransport, type Transport } from '../../../../provider/graph/transport.ts'
import { agencySide } from '../../../../provider/inventory/ours/agency-side.ts'
import { observedOf, type Inventory } from '../../../../provider/inventory/inventory.ts'
import { takeInventory } from '../../../../provider/inventory/take.ts'
import type { DesiredClient } from '../../../../provider/model/desired.ts'
import { ASSET_KINDS, type AssetKind } from '../../../../provider/model/kinds.ts'
import { SMALL, small } from '../../emulator/support.ts'
import { graphErrorOf, NO_WAIT } from '../../graph/support.ts'
import { AGENCY, clientOf, take, wanted } from '../support.ts'

const ANA = 'ana@agency.example'
const BEN = 'ben@agency.example'
const ACCOUNT = 'act_1001'
const IDS: Readonly<Record<AssetKind, string>> = {
  ad_account: ACCOUNT,
  pixel: '2001',
  page: '3001',
  instagram: '4001',
  catalog: '5001',
  whatsapp: '6101',
}
/** The edge of each kind's listing, and of a member's own list. */
const EDGES: Readonly<Record<AssetKind, readonly [string, string]>> = {
  ad_account: ['business/client_ad_accounts', 'assigned_ad_accounts'],
  pixel: ['business/client_pixels', 'assigned_ads_pixels'],
  page: ['business/client_pages', 'assigned_pages'],
  instagram: ['business/client_instagram_assets', 'assigned_instagram_accounts'],
  catalog: ['business/client_product_catalogs', 'assigned_product_catalogs'],
  whatsapp: ['business/client_whatsapp_business_accounts', 'assigned_whatsapp_business_accounts'],
}
const EMPTY = { empty: true } as const

function stateOf(inventory: Inventory, kind: AssetKind): unknown {
  const seen = observedOf(inventory, kind, IDS[kind])
  return seen.state === 'unknown' ? seen.reason.kind : seen.state
}

function peopleOf(inventory: Inventory, kind: AssetKind): unknown {
  const seen = observedOf(inventory, kind, IDS[kind])
  return seen.state === 'present' ? seen.people : seen.state
}

describe('a listing that comes back empty', () => {
  test.each(ASSET_KINDS)('is contradicted by a %s that can be read all the same', async (kind) => {
    await using emulator = await small({ faults: [{ match: { edge: EDGES[kind][0] }, outcome: EMPTY }] })
    const inventory = await take(emulator, [clientOf([wanted(kind, IDS[kind])])])
    expect(stateOf(inventory, kind)).toBe('contradiction')
  })

  test.each(ASSET_KINDS)('is right about a %s that is not shared', async (kind) => {
    await using emulator = await small({ estate: unshared() })
    const inventory = await take(emulator, [clientOf([wanted(kind, IDS[kind])])])
    expect([stateOf(inventory, kind), inventory.listings[kind]]).toEqual(['absent', { rows: 0 }])
  })

  test.each(ASSET_KINDS)(
    'does not stand where a %s cannot be looked at for passing trouble',
    async (kind) => {
      const edge =
        kind === 'page'
          ? 'system_user/assigned_pages'
          : {
              ad_account: 'act',
              pixel: 'pixel',
              instagram: 'instagram',
              catalog: 'catalog',
              whatsapp: 'whatsapp',
            }[kind]
      for (const code of [1, 2, 4, 80004, 368]) {
        await using emulator = await small({
          estate: unshared(),
          faults: [{ match: { edge, batched: true }, outcome: { error: { code } } }],
        })
        const inventory = await take(emulator, [clientOf([wanted(kind, IDS[kind])])])
        expect(stateOf(inventory, kind)).toBe(
          { 1: 'transient', 2: 'transient', 368: 'blocked' }[code] ?? 'throttled',
        )
      }
    },
  )

  test('throws where the look finds that the token has ended', async () => {
    const outcome = { error: { code: 190, subcode: 463 } }
    await using emulator = await small({
      estate: unshared(),
      faults: [{ match: { edge: 'pixel' }, outcome }],
    })
    expect((await graphErrorOf(take(emulator, [clientOf([wanted('pixel', '2001')])]))).kind).toBe('token')
  })

  test('is not asked about where the kind has any row', async () => {
    await using emulator = await small()
    const inventory = await take(emulator, [clientOf([wanted('ad_account', 'act_1002')])])
    expect(observedOf(inventory, 'ad_account', 'act_1002').state).toBe('absent')
    expect(emulator.requests.entries.some(({ batched }) => batched)).toBe(false)
  })
})

describe('an asset that lists nobody', () => {
  test.each(['ad_account', 'pixel', 'catalog'] as const)(
    'is looked at from the side of its people: a %s',
    async (kind) => {
      await using emulator = await withAna(kind)
      const inventory = await takeBlind(emulator, clientOf([wanted(kind, IDS[kind], [ANA, BEN])]))
      expect(Object.keys(peopleOf(inventory, kind) as object)).toEqual([ANA])
      const asked = emulator.requests.entries.filter(({ edge }) => edge.endsWith(EDGES[kind][1]))
      expect(asked.map(({ node }) => node)).toEqual(['7101', '7102'])
    },
  )

  test('is looked at from the side of those whom it does not list beside others', async () => {
    await using emulator = await withAna('pixel')
    byHand(emulator.world, { do: 'assign', asset: '2001', user: '7102', tasks: ['ADVERTISE'] })
    const inventory = await takeBlind(emulator, clientOf([wanted('pixel', '2001', [ANA, BEN])]), BEN)
    expect(peopleOf(inventory, 'pixel')).toEqual({
      [ANA]: ['AA_ANALYZE', 'ANALYZE'],
      [BEN]: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE'],
    })
    const asked = emulator.requests.entries.filter(({ edge }) => edge.endsWith('assigned_ads_pixels'))
    expect(asked.map(({ node }) => node)).toEqual(['7102'])
  })

  test('stays as listed on Instagram, where Meta shows nobody from the side of people', async () => {
    await using emulator = await withAna('instagram')
    emulator.requests.clear()
    const inventory = await takeBlind(emulator, clientOf([wanted('instagram', '4001', [ANA])]))
    expect(peopleOf(inventory, 'instagram')).toEqual({})
    expect(emulator.requests.entries.filter(({ edge }) => edge.includes('assigned'))).toEqual([])
  })

  test('stays as listed where its people show nothing either, and where no one is wanted on it', async () => {
    await using emulator = await small()
    byHand(emulator.world, { do: 'unassign', asset: ACCOUNT, user: '7001' })
    expect(
      peopleOf(await take(emulator, [clientOf([wanted('ad_account', ACCOUNT, [ANA])])]), 'ad_account'),
    ).toEqual({})
    emulator.requests.clear()
    await take(emulator, [clientOf([wanted('ad_account', ACCOUNT)])])
    expect(emulator.requests.entries.some(({ batched }) => batched)).toBe(false)
  })

  test.each([
    [2, 'transient'],
    [613, 'throttled'],
    [100, {}],
    [200, {}],
  ])('with error %s at its people is %j', async (code, expected) => {
    await using emulator = await small({
      faults: [{ match: { edge: 'business_user/assigned_ads_pixels' }, outcome: { error: { code } } }],
    })
    const inventory = await take(emulator, [clientOf([wanted('pixel', '2001', [ANA])])])
    const seen = typeof expected === 'string' ? stateOf(inventory, 'pixel') : peopleOf(inventory, 'pixel')
    expect(seen).toEqual(expected)
  })

  test('leaves an asset on which no one is wanted as it is listed, whatever becomes of the others', async () => {
    const faults = [
      { match: { edge: 'business_user/assigned_ad_accounts' }, outcome: { error: { code: 2 } } },
    ]
    await using emulator = await small({ faults })
    for (const asset of [ACCOUNT, 'act_1002'])
      byHand(emulator.world, { do: 'share', asset, business: AGENCY, tasks: ['ANALYZE'] })
    byHand(emulator.world, { do: 'unassign', asset: ACCOUNT, user: '7001' })
    const assets = [wanted('ad_account', ACCOUNT), wanted('ad_account', 'act_1002', [ANA])]
    const inventory = await take(emulator, [clientOf(assets)])
    const states = assets.map(({ id }) => observedOf(inventory, 'ad_account', id).state)
    expect(states).toEqual(['present', 'unknown'])
  })

  test('throws where its people say that the token has ended', async () => {
    const outcome = { error: { code: 190, subcode: 463 } }
    await using emulator = await small({
      faults: [{ match: { edge: 'business_user/assigned_ads_pixels' }, outcome }],
    })
    const error = await graphErrorOf(take(emulator, [clientOf([wanted('pixel', '2001', [ANA])])]))
    expect(error.kind).toBe('token')
  })

  test('keeps what one person shows where another cannot be asked', async () => {
    const outcome = { error: { code: 2 } }
    await using emulator = await withAna('catalog', { faults: [{ match: { path: '/7102/' }, outcome }] })
    const inventory = await takeBlind(emulator, clientOf([wanted('catalog', '5001', [ANA, BEN])]))
    expect(Object.keys(peopleOf(inventory, 'catalog') as object)).toEqual([ANA])
  })
})

/** The estate without any share of ours. */
function unshared(): EstateInput {
  return {
    ...SMALL,
    assets: (SMALL.assets ?? []).map((asset) => ({ ...asset, partners: [], assignments: [] })),
  }
}

/** Ana is on an asset of this kind, and nobody else is. */
async function withAna(kind: AssetKind, options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await small(options)
  const asset = IDS[kind]
  if (kind === 'ad_account') byHand(emulator.world, { do: 'unassign', asset, user: '7001' })
  const tasks = [kind === 'catalog' ? 'ADVERTISE' : 'ANALYZE']
  byHand(emulator.world, { do: 'assign', asset, user: '7101', tasks })
  return emulator
}

/** An inventory as Meta gives it where assets do not list somebody with access to all of them: nobody is listed, or all but Ben. */
async function takeBlind(
  { url, tokens }: Emulator,
  client: DesiredClient,
  unlisted?: typeof BEN,
): Promise<Inventory> {
  const http = httpTransport({ baseUrl: url, token: tokens['agency'] ?? '' })
  const blind: Transport = async (request) => {
    const answer = await http(request)
    const text = JSON.stringify(answer.body, (key, value: unknown) => {
      if (key !== 'assigned_users') return value
      const { data } = value as { data: { id: string }[] }
      return unlisted === undefined ? undefined : { data: data.filter(({ id }) => id !== '7102') }
    })
    return { ...answer, body: JSON.parse(text) as unknown }
  }
  const api = new GraphApi(readOnly(withOperationRetry(blind, NO_WAIT)), url)
  const side = agencySide(api, AGENCY)
  return await takeInventory({ side, clients: [client], clientApi: () => undefined, domains: [] })
}
