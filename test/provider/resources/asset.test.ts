import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { byHand, type Hand } from '../../../provider/emulator/hands.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { startEmulator, type Emulator, type EstateInput } from '../../../provider/emulator/index.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import { tasksOf, type Level } from '../../../provider/model/levels.ts'
import { assetHandler } from '../../../provider/resources/asset.ts'
import type { AssetInputs, AssetState } from '../../../provider/resources/inputs.ts'
import { metaFrom } from '../../../provider/resources/meta.ts'
import { observer } from '../../../provider/resources/observe.ts'
import { exampleEstate } from '../../support/workplace.ts'

const AGENCY = '900000000000001'
const ACME = '100000000000001'
const ANA = 'ana@northlight.example'
const DEV = 'dev@northlight.example'

let emulator: Emulator

/** Acme, who gave us a token of its own, and has shared nothing. */
function estate(more: { secondAdmin?: boolean } = {}): EstateInput {
  const example = exampleEstate()
  return {
    ...example,
    businesses: (example.businesses ?? []).map((business) =>
      business.id === ACME
        ? {
            ...business,
            second_admin_approval: more.secondAdmin ?? false,
            system_users: [{ id: '1102', name: 'partner-access', role: 'ADMIN' as const }],
          }
        : business,
    ),
    tokens: [...(example.tokens ?? []), { name: 'acme', holder: '1102' }],
    assets: (example.assets ?? []).map((asset) => ({ ...asset, partners: [], assignments: [] })),
  }
}

beforeEach(async () => {
  emulator = await startEmulator({ estate: estate() })
})
afterEach(() => emulator.close())

const IDS: Readonly<Record<AssetKind, string>> = {
  ad_account: 'act_1001',
  pixel: '3001',
  page: '2001',
  instagram: '5001',
  catalog: '4001',
}

function inputs(
  kind: AssetKind,
  partner: Level,
  people: Readonly<Record<string, Level>>,
  more: Partial<AssetInputs> = {},
): AssetInputs {
  return {
    resource: 'asset',
    client: 'acme',
    clientBusiness: ACME,
    agencyBusiness: AGENCY,
    clientSide: 'by-token',
    unmanaged: 'report',
    kind,
    asset: IDS[kind],
    name: 'an asset',
    route: 'partner',
    partner: { level: partner, tasks: tasksOf(kind, partner) },
    people: Object.fromEntries(
      Object.entries(people).map(([who, level]) => [
        who,
        { level, tasks: tasksOf(kind, level), because: [{ function: 'x' }] },
      ]),
    ),
    ...more,
  }
}

/** A handler as one run has it: what it looked at once it does not look at again. */
function handler() {
  const { tokens, url } = emulator
  const env = {
    META_GRAPH_URL: url,
    META_AGENCY_TOKEN: tokens['agency'],
    META_CLIENT_TOKEN_ACME: tokens['acme'],
  }
  const meta = metaFrom(env)
  return assetHandler(observer(env, meta), meta)
}

async function apply(wanted: AssetInputs, olds?: AssetState): Promise<AssetState> {
  const { state, failures } = await handler().apply(wanted, olds)
  expect(failures.map(({ finding }) => finding)).toEqual([])
  return state
}

function hands(...deeds: readonly Hand[]): void {
  for (const deed of deeds) byHand(emulator.world, deed)
}

function writes(): string[] {
  return emulator.requests.entries
    .filter(({ method, edge }) => method !== 'GET' && edge !== 'POST batch')
    .map(({ edge }) => edge)
}

/** Puts our own system user on the Page, as an admin of ours does by hand. */
const ON_THE_PAGE: Hand = { do: 'assign', asset: '2001', user: '9201', tasks: ['ANALYZE'] }

describe('assetHandler', () => {
  test.each<[AssetKind, Level, Level]>([
    ['ad_account', 'advertiser', 'analyst'],
    ['pixel', 'advertiser', 'analyst'],
    ['instagram', 'advertiser', 'analyst'],
    ['catalog', 'admin', 'advertiser'],
  ])(
    'shares a new %s as %s and assigns people in one run, and then has nothing to do',
    async (kind, partner, person) => {
      const wanted = inputs(kind, partner, { [ANA]: person })
      const state = await apply(wanted)
      expect(state.observed).toMatchObject({ state: 'present', partner: { state: 'granted' } })
      expect(state.waiting).toEqual([])
      expect(await handler().differs(state, wanted)).toBe(false)
      emulator.requests.clear()
      await apply(wanted, state)
      expect(writes()).toEqual([])
    },
  )

  test('accepts for our side the request that a first pixel share makes', async () => {
    await apply(inputs('pixel', 'advertiser', {}))
    expect(writes()).toEqual(['POST pixel/agencies', 'POST agreement'])
  })

  test('shares a new Page, waits for our system user on it, and then assigns people', async () => {
    const wanted = inputs('page', 'advertiser', { [ANA]: 'advertiser' })
    const state = await apply(wanted)
    expect(state.waiting).toEqual([`page-token: ${ANA}`])
    hands(ON_THE_PAGE)
    expect(await handler().differs(state, wanted)).toBe(true)
    expect((await apply(wanted, state)).waiting).toEqual([])
  })

  test('leaves the level of a Page share to the client, for a new share would take everybody off', async () => {
    const before = inputs('page', 'advertiser', { [ANA]: 'advertiser' })
    const shared = await apply(before)
    hands(ON_THE_PAGE)
    const state = await apply(before, shared)
    emulator.requests.clear()
    const raised = await apply(inputs('page', 'editor', { [ANA]: 'advertiser' }), state)
    expect([raised.waiting, writes()]).toEqual([['client-level: partner'], []])
  })

  test('waits for a second admin of the client, without trying again', async () => {
    await emulator.close()
    emulator = await startEmulator({ estate: estate({ secondAdmin: true }) })
    const wanted = inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' })
    const state = await apply(wanted)
    expect(state.waiting).toEqual(['second-admin: partner'])
    emulator.requests.clear()
    const still = await apply(wanted, state)
    expect([still.waiting, writes()]).toEqual([['second-admin: partner'], []])
    hands({ do: 'approve', asset: 'act_1001', business: AGENCY })
    expect((await apply(wanted, still)).waiting).toEqual([])
  })

  test('raises, lowers and takes off in one run, one write a person', async () => {
    const state = await apply(
      inputs('ad_account', 'admin', {
        [ANA]: 'analyst',
        [DEV]: 'admin',
        'ben@northlight.example': 'analyst',
      }),
    )
    emulator.requests.clear()
    await apply(inputs('ad_account', 'admin', { [ANA]: 'advertiser', [DEV]: 'analyst' }), state)
    expect(writes().sort()).toEqual([
      'DELETE act/assigned_users',
      'POST act/assigned_users',
      'POST act/assigned_users',
    ])
  })

  test('takes everybody off and ends the share when the asset leaves the files', async () => {
    const state = await apply(inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' }))
    const { failures } = await handler().remove(state)
    expect(failures).toEqual([])
    expect(emulator.world.grants.get('act_1001')?.size ?? 0).toBe(0)
    expect(emulator.world.assignments.get('act_1001')?.size ?? 0).toBe(0)
  })

  test('succeeds in removing what is gone already', async () => {
    const state = await apply(inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' }))
    hands({ do: 'unshare', asset: 'act_1001', business: AGENCY })
    emulator.requests.clear()
    expect((await handler().remove(state)).failures).toEqual([])
    expect(writes()).toEqual([])
  })

  test('leaves other agencies and the people of the client alone', async () => {
    await emulator.close()
    const other = {
      id: '910001',
      name: 'Other Agency',
      people: [{ id: '91001', name: 'Ivo', email: 'ivo@other.example' }],
    }
    const base = estate()
    emulator = await startEmulator({
      estate: {
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
      },
    })
    const state = await apply(
      inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' }, { unmanaged: 'remove' }),
    )
    await handler().remove(state)
    expect([...(emulator.world.grants.get('act_1001')?.keys() ?? [])]).toEqual(['910001'])
    expect([...(emulator.world.assignments.get('act_1001')?.keys() ?? [])].sort()).toEqual(['1101', '91001'])
  })

  test('reads an asset that the token cannot see any more as it was, and says so', async () => {
    const wanted = inputs('catalog', 'admin', { [ANA]: 'advertiser' })
    const state = await apply(wanted)
    await emulator.close()
    emulator = await startEmulator({
      estate: estate(),
      faults: [{ match: { edge: 'GET business/client_product_catalogs' }, outcome: { error: { code: 10 } } }],
    })
    const seen = await handler().read(state)
    expect(seen.observed).toEqual(state.observed)
    expect(seen.unknown).toBeDefined()
    expect(await handler().differs(seen, wanted)).toBe(false)
  })

  test('keeps an asset that leaves the files while it cannot be seen', async () => {
    const state = await apply(inputs('catalog', 'admin', { [ANA]: 'advertiser' }))
    const { world } = emulator
    const edge = 'GET business/client_product_catalogs'
    const blind = await startEmulator({
      estate: unloadWorld(world),
      faults: [{ match: { edge }, outcome: { error: { code: 10 } } }],
    })
    const env = {
      META_GRAPH_URL: blind.url,
      META_AGENCY_TOKEN: blind.tokens['agency'],
      META_CLIENT_TOKEN_ACME: blind.tokens['acme'],
    }
    const meta = metaFrom(env)
    const { failures } = await assetHandler(observer(env, meta), meta).remove(state)
    expect(failures.map(({ finding }) => finding.code)).toEqual(['ASSET_KEPT'])
    expect(blind.requests.counts().writes).toBe(0)
    await blind.close()
  })

  test('reads an asset that is shared no more as absent, and plans to go on where it can', async () => {
    const wanted = inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' })
    const state = await apply(wanted)
    hands({ do: 'unshare', asset: 'act_1001', business: AGENCY })
    const seen = await handler().read(state)
    expect(seen.observed).toMatchObject({ state: 'absent' })
    expect(await handler().differs(seen, wanted)).toBe(true)
  })
})
