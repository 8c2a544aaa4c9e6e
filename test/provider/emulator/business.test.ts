import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { AGENCY, asking, CLIENT, ids, OTHER_AGENCY, rowOf, small, SMALL } from './support.ts'

describe('a Business', () => {
  test('is read in full by its members, by name by its partners, and not by strangers', async () => {
    await using emulator = await small()
    const fields = { fields: 'id,name,two_factor_type,verification_status' }
    expect((await asking(emulator, emulator.tokens['client'])('GET', CLIENT, fields)).body).toEqual({
      id: CLIENT,
      name: 'Client',
      two_factor_type: 'none',
      verification_status: 'verified',
    })
    const agency = asking(emulator, emulator.tokens['agency'])
    expect((await agency('GET', CLIENT)).body).toEqual({ id: CLIENT, name: 'Client' })
    expect((await agency('GET', CLIENT, fields)).outcome).toBe('200')
    expect((await asking(emulator, emulator.tokens['other'])('GET', CLIENT)).outcome).toBe('100/33')
  })

  test('changes its two-factor rule by its admin only', async () => {
    await using emulator = await small()
    const agency = asking(emulator, emulator.tokens['agency'])
    expect((await agency('POST', AGENCY, { two_factor_type: 'all_required' })).body).toEqual({ id: AGENCY })
    expect((await agency('GET', AGENCY, { fields: 'two_factor_type' })).body).toMatchObject({
      two_factor_type: 'all_required',
    })
    expect((await agency('POST', AGENCY, { two_factor_type: 'sometimes' })).outcome).toBe('100')
    expect(
      (await asking(emulator, emulator.tokens['reader'])('POST', AGENCY, { two_factor_type: 'none' }))
        .outcome,
    ).toBe('10')
    expect((await agency('POST', CLIENT, { two_factor_type: 'none' })).outcome).toBe('200')
  })

  test.each([
    ['ad_accounts', ['act_1001'], ['act_1001', 'act_1002']],
    ['pixels', ['2001'], ['2001']],
    ['pages', ['3001'], ['3001']],
    ['instagram_assets', ['4001'], ['4001']],
    ['product_catalogs', ['5001'], ['5001']],
  ])('lists %s as client_ for the agency and as owned_ for the owner', async (edge, shared, owned) => {
    await using emulator = await small()
    const agency = asking(emulator, emulator.tokens['agency'])
    const client = asking(emulator, emulator.tokens['client'])
    expect(ids(await agency('GET', `${AGENCY}/client_${edge}`))).toEqual(shared)
    expect(ids(await agency('GET', `${AGENCY}/owned_${edge}`))).toEqual([])
    expect(ids(await client('GET', `${CLIENT}/owned_${edge}`))).toEqual(owned)
    expect((await agency('GET', `${CLIENT}/owned_${edge}`)).outcome).toBe('200')
  })

  test('rows of shared catalogs carry roles, those of Instagram neither roles nor tasks', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const catalogs = await ask('GET', `${AGENCY}/client_product_catalogs`, { fields: 'id,permitted_roles' })
    expect(rowOf(catalogs, '5001')).toEqual({ id: '5001', permitted_roles: ['ADMIN'] })
    expect(
      (await ask('GET', `${AGENCY}/client_product_catalogs`, { fields: 'permitted_tasks' })).outcome,
    ).toBe('100')
    expect(
      (await ask('GET', `${AGENCY}/client_instagram_assets`, { fields: 'permitted_tasks' })).outcome,
    ).toBe('100')
    const accounts = await ask('GET', `${AGENCY}/client_instagram_assets`, {
      fields: 'id,ig_user_id,ig_username',
    })
    expect(rowOf(accounts, '4001')).toEqual({
      id: '4001',
      ig_user_id: '17841400000004001',
      ig_username: 'client',
    })
  })

  test('lists its own Instagram accounts by their user id', async () => {
    await using emulator = await small()
    const owned = await asking(emulator, emulator.tokens['client'])(
      'GET',
      `${CLIENT}/owned_instagram_accounts`,
    )
    expect(ids(owned)).toEqual(['17841400000004001'])
  })

  test('has no client_instagram_accounts', async () => {
    await using emulator = await small()
    const answer = await asking(emulator, emulator.tokens['agency'])(
      'GET',
      `${AGENCY}/client_instagram_accounts`,
    )
    const message =
      '(#100) Tried accessing nonexisting field (client_instagram_accounts) on node type (Business)'
    expect(answer.body).toMatchObject({ error: { code: 100, message } })
  })

  test('finds ad accounts by a part of their name', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    expect(ids(await ask('GET', `${CLIENT}/owned_ad_accounts`, { search_query: 'unsh' }))).toEqual([
      'act_1002',
    ])
  })
})

describe('the ends of a relationship', () => {
  test('are listed from both sides', async () => {
    await using emulator = await small()
    const agencies = await asking(emulator, emulator.tokens['client'])('GET', `${CLIENT}/agencies`)
    expect(rowOf(agencies, AGENCY)).toMatchObject({ name: 'Agency', access_status: 'CONFIRMED' })
    expect(ids(await asking(emulator, emulator.tokens['agency'])('GET', `${AGENCY}/clients`))).toEqual([
      CLIENT,
    ])
  })

  test.each([
    ['agency', `${AGENCY}/clients`, CLIENT],
    ['client', `${CLIENT}/agencies`, AGENCY],
  ])('the %s cuts with DELETE %s', async (name, path, business) => {
    await using emulator = await small()
    expect((await asking(emulator, emulator.tokens[name])('DELETE', path, { business })).body).toEqual({
      success: true,
    })
    const agency = asking(emulator, emulator.tokens['agency'])
    expect(ids(await agency('GET', `${AGENCY}/client_ad_accounts`))).toEqual([])
    expect(ids(await agency('GET', `${AGENCY}/clients`))).toEqual([])
    expect(ids(await agency('GET', '7001/assigned_ad_accounts'))).toEqual([])
  })

  test.each([
    ['ad_accounts', 'adaccount_id', '1001', 'client_ad_accounts'],
    ['ad_accounts', 'adaccount_id', 'act_1001', 'client_ad_accounts'],
    ['pages', 'page_id', '3001', 'client_pages'],
    ['instagram_accounts', 'instagram_account', '4001', 'client_instagram_assets'],
  ])('the agency gives up one asset with DELETE %s %s=%s', async (edge, param, id, list) => {
    await using emulator = await small()
    const agency = asking(emulator, emulator.tokens['agency'])
    expect((await agency('DELETE', `${AGENCY}/${edge}`, { [param]: id })).body).toEqual({ success: true })
    expect(ids(await agency('GET', `${AGENCY}/${list}`))).toEqual([])
    const owner = asking(emulator, emulator.tokens['client'])
    expect((await owner('DELETE', `${CLIENT}/${edge}`, { [param]: id })).outcome).toBe('100')
  })
})

describe('asking for access', () => {
  test('is not possible for ad accounts any more', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const answer = await ask('POST', `${AGENCY}/client_ad_accounts`, {
      adaccount_id: '1002',
      permitted_tasks: ['ANALYZE'],
    })
    expect(answer.outcome).toBe('3')
  })

  test('works for a Page, and waits for its owner', async () => {
    await using emulator = await small()
    const other = asking(emulator, emulator.tokens['other'])
    const params = { page_id: '3001', permitted_tasks: ['ANALYZE'] }
    expect((await other('POST', `${OTHER_AGENCY}/client_pages`, params)).body).toEqual({
      access_status: 'PENDING',
    })
    await other('POST', `${OTHER_AGENCY}/client_pages`, params)
    const pending = await other('GET', `${OTHER_AGENCY}/pending_client_pages`)
    expect(pending.body).toMatchObject({ data: [{ page: { id: '3001', name: 'Page' } }] })
    expect(ids(pending)).toHaveLength(1)
    expect(ids(await other('GET', `${OTHER_AGENCY}/client_pages`))).toEqual([])
    const agency = asking(emulator, emulator.tokens['agency'])
    expect((await agency('POST', `${AGENCY}/client_pages`, params)).outcome).toBe('3989')
  })

  test('shows requests for ad accounts that the estate holds', async () => {
    const requests = [{ id: '6001', business: AGENCY, asset: 'act_1002', tasks: ['ANALYZE'] }]
    await using emulator = await startEmulator({ estate: { ...SMALL, requests } })
    const pending = await asking(emulator, emulator.tokens['agency'])(
      'GET',
      `${AGENCY}/pending_client_ad_accounts`,
    )
    expect(pending.body).toMatchObject({
      data: [{ id: '6001', ad_account: { id: 'act_1002', account_id: '1002' } }],
    })
    const read = (name: string) =>
      asking(emulator, emulator.tokens[name])('GET', '6001', { fields: 'request_status' })
    expect((await read('client')).body).toEqual({ id: '6001', request_status: 'PENDING' })
    expect((await read('other')).outcome).toBe('100/33')
  })
})
