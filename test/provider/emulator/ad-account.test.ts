import { describe, expect, test } from 'vitest'
import { startEmulator, type EstateInput } from '../../../provider/emulator/index.ts'
import { AGENCY, asking, CLIENT, ids, pageToken, small, SMALL } from './support.ts'

const CAMPAIGN = {
  name: 'Test',
  objective: 'OUTCOME_TRAFFIC',
  status: 'PAUSED',
  special_ad_categories: [],
  is_adset_budget_sharing_enabled: false,
}

function withAccount(change: object): EstateInput {
  const assets = (SMALL.assets ?? []).map((asset) =>
    asset.id === 'act_1001' ? { ...asset, ...change } : asset,
  )
  return { ...SMALL, assets }
}

describe('POST campaigns', () => {
  test('only validates with validate_only, and makes a campaign without', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const checked = await ask('POST', 'act_1001/campaigns', {
      ...CAMPAIGN,
      execution_options: ['validate_only'],
    })
    expect(checked.body).toEqual({ success: true })
    expect(ids(await ask('GET', 'act_1001/campaigns'))).toEqual([])
    const { body } = await ask('POST', 'act_1001/campaigns', CAMPAIGN)
    const { id } = body as { id: string }
    expect((await ask('GET', id, { fields: 'name,status,objective' })).body).toEqual({
      id,
      name: 'Test',
      status: 'PAUSED',
      objective: 'OUTCOME_TRAFFIC',
    })
    expect((await ask('POST', id, { status: 'ARCHIVED' })).outcome).toBe('ok')
    expect(ids(await ask('GET', 'act_1001/campaigns'))).toEqual([id])
    expect((await ask('DELETE', id)).body).toEqual({ success: true })
    expect((await ask('GET', id, { fields: 'status' })).body).toEqual({ id, status: 'DELETED' })
    expect(ids(await ask('GET', 'act_1001/campaigns'))).not.toContain(id)
    expect(ids(await ask('GET', 'act_1001/campaigns', { effective_status: ['DELETED'] }))).toEqual([id])
    expect(ids(await ask('GET', 'act_1001/campaigns', { effective_status: ['ACTIVE'] }))).toEqual([])
  })

  test.each([
    ['special_ad_categories', { special_ad_categories: undefined }, '100'],
    ['objective', { objective: undefined }, '100'],
    ['a known objective', { objective: 'FAME' }, '100'],
    ['is_adset_budget_sharing_enabled', { is_adset_budget_sharing_enabled: undefined }, '100'],
    [
      'nothing of the sort when it has a budget',
      { is_adset_budget_sharing_enabled: undefined, daily_budget: '1000' },
      'ok',
    ],
  ])('needs %s', async (_name, change, outcome) => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect((await ask('POST', 'act_1001/campaigns', { ...CAMPAIGN, ...change })).outcome).toBe(outcome)
  })

  test("needs ADVERTISE of the caller's own, and an active account", async () => {
    await using analyst = await startEmulator({
      estate: withAccount({ assignments: [{ user: '7001', tasks: ['ANALYZE'] }] }),
    })
    expect(
      (await asking(analyst, analyst.tokens['agency'])('POST', 'act_1001/campaigns', CAMPAIGN)).outcome,
    ).toBe('200')
    await using disabled = await startEmulator({
      estate: withAccount({ account_status: 2, disable_reason: 1 }),
    })
    expect(
      (await asking(disabled, disabled.tokens['agency'])('POST', 'act_1001/campaigns', CAMPAIGN)).outcome,
    ).toBe('100')
  })
})

describe('an ad account', () => {
  test('answers what a verification reads', async () => {
    const funding_source = { id: '6600001', display_string: 'Visa', type: 1 }
    await using emulator = await startEmulator({
      estate: withAccount({ spend_cap: '500000', amount_spent: '1200', funding_source }),
    })
    const fields =
      'account_id,currency,timezone_name,spend_cap,amount_spent,account_status,disable_reason,funding_source,funding_source_details,business,user_tasks,is_personal'
    expect((await asking(emulator, emulator.tokens['agency'])('GET', 'act_1001', { fields })).body).toEqual({
      id: 'act_1001',
      account_id: '1001',
      currency: 'EUR',
      timezone_name: 'Europe/Paris',
      spend_cap: '500000',
      amount_spent: '1200',
      account_status: 1,
      disable_reason: 0,
      funding_source: '6600001',
      funding_source_details: funding_source,
      business: { id: CLIENT, name: 'Client' },
      user_tasks: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'CREATIVE', 'DRAFT'],
      is_personal: 0,
    })
  })

  test('is read by admins of both sides and by who is on it; others hear why not', async () => {
    await using emulator = await small()
    const read = async (name: string) =>
      (await asking(emulator, emulator.tokens[name])('GET', 'act_1001')).outcome
    expect(await Promise.all(['agency', 'client', 'ana', 'reader', 'other'].map(read))).toEqual([
      'ok',
      'ok',
      'ok',
      '200',
      '100/33',
    ])
  })

  test('of a person belongs to no Business', async () => {
    const account = { kind: 'ad_account' as const, id: 'act_1009', name: 'Personal', owner: '7201' }
    const tokens = [...(SMALL.tokens ?? []), { name: 'cleo', holder: '7201' }]
    await using emulator = await startEmulator({
      estate: { ...SMALL, tokens, assets: [...(SMALL.assets ?? []), account] },
    })
    const fields = 'is_personal,business,owner'
    expect((await asking(emulator, emulator.tokens['cleo'])('GET', 'act_1009', { fields })).body).toEqual({
      id: 'act_1009',
      is_personal: 1,
      owner: '7201',
    })
    expect((await asking(emulator, emulator.tokens['client'])('GET', 'act_1009')).outcome).toBe('100/33')
  })

  test('lists its Pages, and Instagram accounts by their user id', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(ids(await ask('GET', 'act_1001/promote_pages'))).toEqual(['3001'])
    expect((await ask('GET', 'act_1001/instagram_accounts')).body).toMatchObject({
      data: [{ id: '17841400000004001', username: 'client' }],
    })
  })

  test('lists its activities within a span of time', async () => {
    const at = (day: string) => ({
      event_time: `2026-11-${day}T00:00:00Z`,
      event_type: 'update_ad',
      actor_id: '7102',
      actor_name: 'Ben Okafor',
    })
    const estate = withAccount({ activities: [at('01'), at('10')] })
    await using emulator = await startEmulator({ estate, now: () => Date.parse('2026-11-12') })
    const ask = asking(emulator, emulator.tokens['agency'])
    const timesFrom = async (params: Record<string, string>) =>
      ((await ask('GET', 'act_1001/activities', params)).body as { data: { event_time: string }[] }).data.map(
        ({ event_time }) => event_time,
      )
    const both = ['2026-11-01T00:00:00+0000', '2026-11-10T00:00:00+0000']
    expect(await timesFrom({ since: '2026-11-01' })).toEqual(both)
    expect(await timesFrom({})).toEqual(['2026-11-10T00:00:00+0000'])
    expect(await timesFrom({ since: '2026-11-05' })).toEqual(['2026-11-10T00:00:00+0000'])
    expect(await timesFrom({ until: String(Date.parse('2026-11-05') / 1000) })).toEqual([
      '2026-11-01T00:00:00+0000',
    ])
  })
})

describe('a pixel', () => {
  test('connects ad accounts by their number, for a Business with access to both', async () => {
    await using emulator = await small()
    const client = asking(emulator, emulator.tokens['client'])
    const params = { business: CLIENT, account_id: '1002' }
    expect(
      (await client('POST', '2001/shared_accounts', { ...params, account_id: 'act_1002' })).body,
    ).toMatchObject({
      error: { code: 100, message: '(#100) Param account_id must be a valid ID string' },
    })
    expect((await client('POST', '2001/shared_accounts', { ...params, business: AGENCY })).outcome).toBe(
      '200',
    )
    expect((await client('POST', '2001/shared_accounts', params)).outcome).toBe('ok')
    expect(ids(await client('GET', '2001/adaccounts', { business: CLIENT }))).toEqual([
      'act_1001',
      'act_1002',
    ])
    expect(ids(await client('GET', '2001/shared_accounts', { business: AGENCY }))).toEqual(['act_1001'])
    expect((await client('DELETE', '2001/shared_accounts', params)).outcome).toBe('ok')
    expect(ids(await client('GET', '2001/shared_accounts', { business: CLIENT }))).toEqual(['act_1001'])
  })

  test('answers when it last fired, if ever, and its events', async () => {
    const pixels = [
      {
        kind: 'pixel' as const,
        id: '2002',
        name: 'Live',
        owner: CLIENT,
        last_fired_time: '2026-11-20T08:30:00Z',
        events: [{ event: 'Purchase', count: 3, start_time: '2026-11-20T08:00:00Z' }],
      },
    ]
    await using emulator = await startEmulator({
      estate: { ...SMALL, assets: [...(SMALL.assets ?? []), ...pixels] },
    })
    const ask = asking(emulator, emulator.tokens['client'])
    expect((await ask('GET', '2002', { fields: 'last_fired_time' })).body).toEqual({
      id: '2002',
      last_fired_time: '2026-11-20T08:30:00+0000',
    })
    expect((await ask('GET', '2001', { fields: 'last_fired_time' })).body).toEqual({ id: '2001' })
    expect((await ask('GET', '2002/stats', { aggregation: 'event' })).body).toMatchObject({
      data: [{ start_time: '2026-11-20T08:00:00+0000', data: [{ value: 'Purchase', count: 3 }] }],
    })
    expect((await ask('GET', '2002/stats', { event: 'Lead' })).body).toEqual({ data: [] })
  })
})

describe('a Page', () => {
  test('shows its name to anybody, and its Instagram account to who has access', async () => {
    await using emulator = await small()
    const fields = { fields: 'id,name,instagram_business_account,is_published' }
    expect((await asking(emulator, emulator.tokens['other'])('GET', '3001', fields)).body).toEqual({
      id: '3001',
      name: 'Page',
    })
    expect((await asking(emulator, await pageToken(emulator, 'agency'))('GET', '3001', fields)).body).toEqual(
      {
        id: '3001',
        name: 'Page',
        instagram_business_account: { id: '17841400000004001', username: 'client' },
        is_published: true,
      },
    )
  })
})
