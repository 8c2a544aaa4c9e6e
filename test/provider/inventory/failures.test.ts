import { describe, expect, test } from 'vitest'
import { generateEstate, startEmulator, type Emulator } from '../../../provider/emulator/index.ts'
import { observedOf } from '../../../provider/inventory/inventory.ts'
import { ASSET_KINDS, type AssetKind } from '../../../provider/model/kinds.ts'
import { sample } from '../../support/cases.ts'
import { CODES } from '../graph/codes.ts'
import { graphErrorOf } from '../graph/support.ts'
import { expectedAsset } from './oracle.ts'
import { AGENCY, clientsOf, take, wanted, clientOf } from './support.ts'
import { useShortWaits } from '../../support/short-waits.ts'

useShortWaits()

/** Large enough for an asset of every kind. */
const ESTATE = generateEstate({ seed: 7, clients: 1, assetsPerClient: 16, peoplePerAsset: 1, people: 2 })
const CLIENTS = clientsOf(ESTATE)

type Fault = NonNullable<Parameters<typeof startEmulator>[0]['faults']>[number]
type Outcome = Fault['outcome']

async function withFault(fault: Fault, run: (emulator: Emulator) => Promise<void>): Promise<void> {
  await using emulator = await startEmulator({ estate: ESTATE, faults: [fault] })
  await run(emulator)
}

/** Where each kind's people and shares are read. */
const KIND_EDGES: readonly (readonly [string, AssetKind])[] = [
  ['business/client_ad_accounts', 'ad_account'],
  ['business/client_pixels', 'pixel'],
  ['business/client_pages', 'page'],
  ['business/client_instagram_assets', 'instagram'],
  ['business/client_product_catalogs', 'catalog'],
  ['business_user/assigned_pages', 'page'],
  ['system_user/assigned_pages', 'page'],
]

/** Where our own people are read, without whom nothing can be told. */
const OUR_EDGES = [
  'system_user',
  'business',
  'business/business_users',
  'business/system_users',
  'business/pending_users',
]

const OTHER_OUTCOMES: readonly (readonly [string, Outcome])[] = [
  ['a cut connection', { reset: true }],
  ['malformed JSON', { malformed: true }],
]

/** One kind is unknown for this reason, and all else is as the estate has it. */
async function expectOnlyUnknown(emulator: Emulator, kind: AssetKind, reason: string): Promise<void> {
  const inventory = await take(emulator, CLIENTS)
  for (const asset of ESTATE.assets) {
    const seen = observedOf(inventory, asset.kind, asset.id)
    if (asset.kind === kind) expect(seen).toMatchObject({ state: 'unknown', kind, reason: { kind: reason } })
    else expect(seen).toEqual(expectedAsset(ESTATE, asset))
  }
}

describe('takeInventory', () => {
  test.each(KIND_EDGES)(
    'with any error of Meta at %s: %s is unknown or the token is to blame',
    async (edge, kind) => {
      for (const { code, subcode, kind: error } of sample(CODES)) {
        const outcome = { error: { code, ...(subcode === undefined ? {} : { subcode }) } }
        await withFault({ match: { edge }, outcome }, async (emulator) => {
          if (error === 'token') expect((await graphErrorOf(take(emulator, CLIENTS))).kind).toBe('token')
          else await expectOnlyUnknown(emulator, kind, error)
        })
      }
    },
  )

  test.each(
    KIND_EDGES.flatMap(([edge, kind]) =>
      OTHER_OUTCOMES.map(([name, outcome]) => ({ edge, kind, name, outcome })),
    ),
  )('with $name at $edge: $kind is unknown and all else is read', async ({ edge, kind, outcome }) => {
    await withFault({ match: { edge }, outcome }, async (emulator) => {
      const reason = edge.includes('assigned') ? 'transient' : 'unreachable'
      await expectOnlyUnknown(emulator, kind, reason)
    })
  })

  test.each(OUR_EDGES)('throws with any error of Meta at %s', async (edge) => {
    for (const { code, subcode, kind } of sample(CODES)) {
      const outcome = { error: { code, ...(subcode === undefined ? {} : { subcode }) } }
      await withFault({ match: { edge, method: 'GET' }, outcome }, async (emulator) => {
        const error = await graphErrorOf(take(emulator, CLIENTS))
        expect([error.kind, error.facts.code]).toEqual([kind, code])
      })
    }
  })

  test.each(KIND_EDGES)('gets over passing trouble at %s', async (edge) => {
    const fault: Fault = { match: { edge }, times: 3, outcome: { error: { code: 2 } } }
    await withFault(fault, async (emulator) => {
      const inventory = await take(emulator, CLIENTS)
      for (const asset of ESTATE.assets)
        expect(observedOf(inventory, asset.kind, asset.id)).toEqual(expectedAsset(ESTATE, asset))
    })
  })

  test.each(['business/client_ad_accounts', 'business_user/assigned_pages'])(
    'gets over too much data at %s, which is no empty list',
    async (edge) => {
      const error = { code: 1, status: 500, message: 'Please reduce the amount of data' }
      await withFault({ match: { edge, limit_above: 20 }, outcome: { error } }, async (emulator) => {
        const inventory = await take(emulator, CLIENTS)
        for (const asset of ESTATE.assets)
          expect(observedOf(inventory, asset.kind, asset.id)).toEqual(expectedAsset(ESTATE, asset))
      })
    },
  )

  test.each([
    ['another agency', '9999', 'gone'],
    ['a client', CLIENTS[0]?.business ?? '', 'permission'],
  ])('throws for the Business id of %s', async (_name, business, kind) => {
    await using emulator = await startEmulator({ estate: ESTATE })
    const error = await graphErrorOf(take(emulator, CLIENTS, { business }))
    expect(error.kind).toBe(kind)
    expect(error.facts.path).toContain(business)
  })

  test('throws for a token that ended and for one that never was', async () => {
    await using emulator = await startEmulator({ estate: ESTATE })
    const error = await graphErrorOf(
      take({ ...emulator, tokens: { agency: 'EAAnobody0123456789' } }, CLIENTS),
    )
    expect([error.kind, error.facts.subcode]).toEqual(['token', 467])
  })

  test.each(ASSET_KINDS)('does not take a %s that the listing of another kind has for one', async (kind) => {
    await using emulator = await startEmulator({ estate: ESTATE })
    const others = ESTATE.assets.filter((asset) => asset.kind !== kind)
    const declared = others.map(({ id }) => wanted(kind, id))
    const all = [...declared, ...others.map((asset) => wanted(asset.kind, asset.id))]
    const inventory = await take(emulator, [clientOf(all)])
    for (const { id } of declared)
      expect(observedOf(inventory, kind, id)).toMatchObject({ state: 'absent', kind })
  })

  test('knows nothing of a kind that it was not asked for', async () => {
    await using emulator = await startEmulator({ estate: ESTATE })
    const inventory = await take(emulator, [clientOf([wanted('pixel', '1')])])
    expect(Object.keys(inventory.listings)).toEqual(['pixel'])
    expect(observedOf(inventory, 'page', '1')).toMatchObject({
      state: 'unknown',
      reason: { kind: 'not-read' },
    })
    expect(emulator.requests.entries.some(({ edge }) => edge.includes('client_pages'))).toBe(false)
  })

  test('holds no token, not even where Meta quotes one', async () => {
    await using emulator = await startEmulator({
      estate: ESTATE,
      faults: [
        {
          match: { edge: 'business/client_pixels' },
          outcome: { error: { code: 200, message: 'Token EAAGm0PX4ZCpsBAKZAtestOnly is bad' } },
        },
      ],
    })
    const text = JSON.stringify(await take(emulator, CLIENTS))
    for (const token of Object.values(emulator.tokens)) expect(text).not.toContain(token)
    expect(text).not.toContain('EAA')
    expect(text).toContain('Token [token] is bad')
    expect(text).toContain(AGENCY)
  })

  test('reads each part once, however many ask at the same time', async () => {
    await using emulator = await startEmulator({ estate: ESTATE })
    await take(emulator, [...CLIENTS, ...CLIENTS, ...CLIENTS])
    const edges = emulator.requests.entries
      .filter(({ edge }) => edge.startsWith('GET business'))
      .map(({ path }) => path)
    expect(new Set(edges).size).toBe(edges.length)
  })
})
