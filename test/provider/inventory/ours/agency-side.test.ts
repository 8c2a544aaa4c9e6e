import { describe, expect, test } from 'vitest'
import { byHand } from '../../../../provider/emulator/hands.ts'
import { generateEstate, startEmulator, type EstateInput } from '../../../../provider/emulator/index.ts'
import { agencySide } from '../../../../provider/inventory/ours/agency-side.ts'
import { observedOf, type Inventory } from '../../../../provider/inventory/inventory.ts'
import { ASSET_KINDS, type AssetKind } from '../../../../provider/model/kinds.ts'
import { SMALL, small } from '../../emulator/support.ts'
import { graphErrorOf } from '../../graph/support.ts'
import { clientOf, reader, take, wanted } from '../support.ts'

const ANA = 'ana@agency.example'
const BEN = 'ben@agency.example'
const ACCOUNT = 'act_1001'

function peopleOf(inventory: Inventory, kind: AssetKind): unknown {
  const seen = observedOf(inventory, kind, ACCOUNT)
  return seen.state === 'present' ? seen.people : seen.state
}

describe('a Page', () => {
  test('has its people from their side, with plain names of tasks', async () => {
    await using emulator = await small()
    byHand(emulator.world, { do: 'assign', asset: '3001', user: '7102', tasks: ['MODERATE'] })
    const inventory = await take(emulator, [clientOf([wanted('page', '3001')])])
    expect(observedOf(inventory, 'page', '3001')).toMatchObject({
      people: { metagrant: ['ADVERTISE', 'ANALYZE'], [BEN]: ['MESSAGING', 'MODERATE'] },
      writable: true,
    })
  })

  test('is writable only where the holder of our token has a task', async () => {
    await using emulator = await small()
    byHand(emulator.world, { do: 'unassign', asset: '3001', user: '7001' })
    byHand(emulator.world, { do: 'assign', asset: '3001', user: '7101', tasks: ['ADVERTISE'] })
    const clients = [clientOf([wanted('page', '3001')])]
    const writable = async (token: string) =>
      Reflect.get(observedOf(await take(emulator, clients, { token }), 'page', '3001'), 'writable') as unknown
    expect([await writable('agency'), await writable('ana')]).toEqual([false, true])
  })
})

describe('who we are', () => {
  test.each([
    ['agency', 'metagrant'],
    ['ana', ANA],
  ])('behind the token %s is %s', async (token, self) => {
    await using emulator = await small()
    const { self: seen } = await agencySide(reader(emulator, token), '9001').people()
    expect(seen).toBe(self)
  })

  test('counts people, system users and invitations, with addresses in small letters', async () => {
    await using emulator = await small({
      estate: withPeople([
        { id: '7105', name: 'Zoe', email: 'Zoe.Li@Agency.Example', role: 'FINANCE_EDITOR' },
      ]),
    })
    const { members } = await agencySide(reader(emulator), '9001').people()
    expect(
      members.map(({ principal, role, pending, systemUser }) => [principal, role, pending, systemUser]),
    ).toEqual([
      [ANA, 'admin', false, false],
      [BEN, 'employee', false, false],
      ['zoe.li@agency.example', 'finance-editor', false, false],
      ['metagrant', 'admin', false, true],
      ['reader', 'employee', false, true],
      ['new@agency.example', 'employee', true, false],
    ])
  })

  test('keeps a person apart from an old invitation, and two system users of one name apart', async () => {
    const [agency, ...others] = SMALL.businesses ?? []
    const estate = {
      ...SMALL,
      businesses: [
        {
          ...agency,
          id: '9001',
          name: 'Agency',
          invitations: [
            { id: '7901', email: ANA },
            { id: '7902', email: 'new@agency.example' },
            { id: '7903', email: 'new@agency.example' },
          ],
          system_users: [...(agency?.system_users ?? []), { id: '7005', name: 'reader' }],
        },
        ...others,
      ],
    }
    await using emulator = await small({ estate })
    byHand(emulator.world, { do: 'assign', asset: ACCOUNT, user: '7002', tasks: ['ANALYZE'] })
    byHand(emulator.world, { do: 'assign', asset: ACCOUNT, user: '7005', tasks: ['ANALYZE'] })
    const inventory = await take(emulator, [clientOf([wanted('ad_account', ACCOUNT)])])
    expect(inventory.members.map(({ principal, pending }) => [principal, pending])).toEqual([
      [ANA, false],
      [BEN, false],
      ['metagrant', false],
      ['reader', false],
      ['#7005', false],
      ['new@agency.example', true],
    ])
    expect(Object.keys(peopleOf(inventory, 'ad_account') as object).sort()).toEqual([
      '#7005',
      'metagrant',
      'reader',
    ])
  })

  test('asks again after a failure, and once only after a success', async () => {
    await using emulator = await small({
      faults: [{ match: { edge: 'business' }, times: 1, outcome: { error: { code: 10 } } }],
    })
    const side = agencySide(reader(emulator), '9001')
    expect((await graphErrorOf(side.people())).kind).toBe('permission')
    expect(await side.people()).toBe(await side.people())
    expect(emulator.requests.entries.filter(({ edge }) => edge === 'GET business')).toHaveLength(2)
  })
})

describe('the number of requests', () => {
  test('for a client of 100 mixed assets and 10 people is at most 30, and none writes', async () => {
    const estate = generateEstate({
      seed: 3,
      clients: 1,
      assetsPerClient: 100,
      peoplePerAsset: 3,
      people: 10,
    })
    await using emulator = await startEmulator({ estate })
    const people = (estate.businesses[0]?.people ?? []).map(({ email }) => email)
    await take(emulator, [clientOf(estate.assets.map(({ kind, id }) => wanted(kind, id, people)))])
    const { requests, writes } = emulator.requests.counts()
    expect([requests <= 30, writes]).toEqual([true, 0])
    const http = emulator.requests.entries.filter(({ batched }) => !batched)
    // Five for our Business, a listing a kind, and the looks from the people's side.
    expect(http.length).toBeLessThanOrEqual(7 + ASSET_KINDS.length)
  })

  test('grows with pages of 100 assets, not with assets', async () => {
    const counts: number[] = []
    for (const assetsPerClient of [80, 160]) {
      const estate = generateEstate({ seed: 3, clients: 1, assetsPerClient, peoplePerAsset: 2, people: 3 })
      await using emulator = await startEmulator({ estate })
      await take(emulator, [clientOf(estate.assets.map(({ kind, id }) => wanted(kind, id)))])
      counts.push(emulator.requests.counts().requests)
    }
    expect(counts[1]).toBe(counts[0])
  })
})

function withPeople(
  people: NonNullable<NonNullable<EstateInput['businesses']>[number]['people']>,
): EstateInput {
  return {
    ...SMALL,
    businesses: (SMALL.businesses ?? []).map((business) =>
      business.id === '9001' ? { ...business, people: [...(business.people ?? []), ...people] } : business,
    ),
  }
}

test('our people are unread where Meta lists nobody at all, for a Business keeps its last admin', async () => {
  await using emulator = await small({
    faults: [{ match: { method: 'GET', path: '/(business_users|system_users)$' }, outcome: { empty: true } }],
  })
  const error = await graphErrorOf(take(emulator, [clientOf([wanted('page', '3001')])]))
  expect([error.kind, error.facts.message]).toEqual(['refused', expect.stringContaining('nobody')])
})
