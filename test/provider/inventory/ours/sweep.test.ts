import { describe, expect, test } from 'vitest'
import type { EstateInput } from '../../../../provider/emulator/index.ts'
import { GraphApi } from '../../../../provider/graph/api.ts'
import { readMembers } from '../../../../provider/inventory/members.ts'
import { sweep } from '../../../../provider/inventory/ours/sweep.ts'
import type { AssetKind } from '../../../../provider/model/kinds.ts'
import { SMALL, small } from '../../emulator/support.ts'
import { graphErrorOf, scripted } from '../../graph/support.ts'
import { AGENCY, clientOf, reader, take, wanted } from '../support.ts'

const nobody = (id: string) => `#${id}`

async function sweptRow(kind: AssetKind, row: object): Promise<unknown> {
  const { transport } = scripted({ data: [{ id: '1', ...row }] })
  return (await sweep(new GraphApi(transport), AGENCY, kind, nobody)).assets.get('1')
}

describe('sweep', () => {
  test('has everybody of an asset with more than 100 people', async () => {
    await using emulator = await small({ estate: crowded(250) })
    const { assets } = await sweep(reader(emulator), AGENCY, 'ad_account', nobody)
    expect([...assets.keys()].sort()).toEqual(['act_1001', 'act_1002', 'act_1003'])
    expect(assets.get('act_1002')).toMatchObject({
      identity: { name: 'act_1002', ownerId: '8001', business: { id: '8001' } },
    })
    for (const asset of assets.values())
      expect(Object.keys(Reflect.get(asset, 'people') as object)).toHaveLength(250)
    // One page of assets, and two more pages of people for each.
    expect(emulator.requests.counts()).toEqual({ requests: 7, reads: 7, writes: 0 })
  })

  test('leaves a kind unknown where a further page of people cannot be read', async () => {
    const faults = [{ match: { edge: 'act/assigned_users' }, outcome: { error: { code: 200 } } }]
    await using emulator = await small({ estate: crowded(101), faults })
    const inventory = await take(emulator, [
      clientOf([wanted('ad_account', 'act_1001'), wanted('pixel', '2001')]),
    ])
    expect(inventory.listings).toEqual({
      ad_account: { unknown: expect.objectContaining({ kind: 'permission' }) },
      pixel: { rows: 0 },
    })
  })

  test.each<[AssetKind, object, unknown]>([
    ['ad_account', { permitted_tasks: ['ANALYZE', 'ADVERTISE'] }, ['ADVERTISE', 'ANALYZE']],
    ['page', { permitted_tasks: ['PROFILE_PLUS_ADVERTISE', 'ADVERTISE'] }, ['ADVERTISE']],
    ['pixel', { permitted_tasks: ['ANALYZE'] }, ['ANALYZE']],
    ['instagram', { ig_username: 'acme' }, undefined],
    ['catalog', { permitted_roles: ['ADMIN'] }, ['ADVERTISE', 'MANAGE']],
    ['catalog', { permitted_roles: ['ADVERTISER'] }, ['ADVERTISE']],
    ['catalog', { permitted_roles: [] }, undefined],
  ])('reads what was shared of a %s out of %j', async (kind, row, tasks) => {
    expect(await sweptRow(kind, row)).toMatchObject({
      state: 'present',
      partner: { state: 'granted', tasks },
    })
  })

  test.each([[{ assigned_users: {} }], [{ assigned_users: { data: null } }], [{ assigned_users: null }]])(
    'throws for the people %j, which are not nobody',
    async (row) => {
      expect((await graphErrorOf(sweptRow('pixel', row))).kind).toBe('refused')
    },
  )

  test.each<[AssetKind, object]>([
    ['pixel', {}],
    ['ad_account', { permitted_tasks: null }],
    ['page', { permitted_tasks: 'ANALYZE' }],
    ['pixel', { permitted_tasks: ['ANALYZE'], assigned_users: { data: [{ id: '77' }] } }],
    ['catalog', { permitted_roles: ['ADMIN'], assigned_users: { data: [{ id: '77', tasks: null }] } }],
  ])('knows nothing of a %s whose row lacks tasks: %j', async (kind, row) => {
    expect(await sweptRow(kind, row)).toMatchObject({ state: 'unknown', reason: { kind: 'contradiction' } })
  })

  test('keeps the tasks of somebody unknown by id', async () => {
    const people = { data: [{ id: '77', tasks: ['ANALYZE'] }] }
    expect(await sweptRow('pixel', { permitted_tasks: [], assigned_users: people })).toMatchObject({
      people: { '#77': ['ANALYZE'] },
    })
  })
})

describe('readMembers', () => {
  const EDGES: Readonly<Record<string, readonly object[]>> = {
    business_users: [
      { id: '1', name: 'Ana', email: 'ANA@Agency.Example', role: 'ADMIN' },
      { id: '2', name: 'Hidden', role: 'EMPLOYEE' },
      { id: '3' },
    ],
    system_users: [{ id: '4', name: 'robot', role: 'ADMIN' }],
    pending_users: [{ id: '5', email: 'New@Agency.Example', role: 'FINANCE_ANALYST', status: 'PENDING' }],
  }

  test('knows people by their address, the others by their name or their id', async () => {
    const api = new GraphApi(async ({ path }) => {
      return { body: { data: EDGES[path.split('/').at(-1) ?? ''] }, status: 200, headers: new Headers() }
    })
    expect(
      (await readMembers(api, AGENCY)).map(({ principal, id, role, pending }) => [
        principal,
        id,
        role,
        pending,
      ]),
    ).toEqual([
      ['ana@agency.example', '1', 'admin', false],
      ['#2', '2', 'employee', false],
      ['#3', '3', '', false],
      ['robot', '4', 'admin', false],
      ['new@agency.example', '5', 'finance-analyst', true],
    ])
  })
})

/** Three ad accounts, and so many people of ours on each. */
function crowded(count: number): EstateInput {
  const people = Array.from({ length: count }, (_, index) => ({
    id: String(60_000 + index),
    name: `Person ${index}`,
    email: `person${index}@agency.example`,
  }))
  const businesses = (SMALL.businesses ?? []).map((business) =>
    business.id === AGENCY ? { ...business, people } : business,
  )
  const assets = ['act_1001', 'act_1002', 'act_1003'].map((id) => ({
    kind: 'ad_account' as const,
    id,
    name: id,
    owner: '8001',
    partners: [{ business: AGENCY, tasks: ['ANALYZE'] }],
    assignments: people.map(({ id: user }) => ({ user, tasks: ['ANALYZE'] })),
  }))
  const tokens = (SMALL.tokens ?? []).filter(({ name }) => name === 'agency')
  return { ...SMALL, businesses, tokens, assets }
}
