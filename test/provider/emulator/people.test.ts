import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { AGENCY, asking, CLIENT, ids, rowOf, small, SMALL } from './support.ts'

describe('business_users', () => {
  test('lists people with e-mail and role to members only', async () => {
    await using emulator = await small()
    const agency = asking(emulator, emulator.tokens['agency'])
    const people = await agency('GET', `${AGENCY}/business_users`, {
      fields: 'id,name,email,role,two_fac_status',
    })
    expect(rowOf(people, '7101')).toEqual({
      id: '7101',
      name: 'Ana Perez',
      email: 'ana@agency.example',
      role: 'ADMIN',
      two_fac_status: 'enabled',
    })
    expect((await agency('GET', `${CLIENT}/business_users`)).outcome).toBe('200')
  })

  test('invites by POST: the invitation is pending, and a second one refused', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const params = { email: 'zoe@agency.example', role: 'EMPLOYEE' }
    expect((await ask('POST', `${AGENCY}/business_users`, params)).body).toHaveProperty('id')
    const pending = await ask('GET', `${AGENCY}/pending_users`, {
      email: 'zoe@agency.example',
      fields: 'email,role,status',
    })
    expect(pending.body).toMatchObject({
      data: [{ email: 'zoe@agency.example', role: 'EMPLOYEE', status: 'PENDING' }],
    })
    expect((await ask('POST', `${AGENCY}/business_users`, params)).outcome).toBe('3944')
    expect(
      (await ask('POST', `${AGENCY}/business_users`, { ...params, email: 'Ana@agency.example' })).outcome,
    ).toBe('3944')
  })

  test.each([
    [{ role: 'ADMIN', tasks: ['ADMIN'] }, '100'],
    [{}, '100'],
    [{ tasks: ['EMPLOYEE'] }, 'ok'],
    [{ role: 'OWNER' }, '100'],
  ])('takes exactly one of role and tasks: %j is %s', async (roles, outcome) => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(
      (await ask('POST', `${AGENCY}/business_users`, { email: 'zoe@agency.example', ...roles })).outcome,
    ).toBe(outcome)
  })

  test('is only for a Business that has claimed the app', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    expect(
      (await ask('POST', `${CLIENT}/business_users`, { email: 'a@client.example', role: 'EMPLOYEE' }))
        .outcome,
    ).toBe('200')
    expect((await ask('POST', `${CLIENT}/system_users`, { name: 'x' })).outcome).toBe('200')
  })
})

describe('an invitation', () => {
  test('changes its role and is taken back', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    await ask('POST', '7901', { role: 'ADMIN' })
    expect((await ask('GET', '7901', { fields: 'role' })).body).toMatchObject({ role: 'ADMIN' })
    expect((await ask('DELETE', '7901')).outcome).toBe('ok')
    expect((await ask('GET', '7901')).outcome).toBe('100/33')
    expect(ids(await ask('GET', `${AGENCY}/pending_users`))).toEqual([])
  })

  test('expires', async () => {
    const businesses = (SMALL.businesses ?? []).map((one) =>
      one.id === AGENCY
        ? {
            ...one,
            invitations: [{ id: '7901', email: 'new@agency.example', expires: '2026-06-01T00:00:00Z' }],
          }
        : one,
    )
    let now = Date.parse('2026-05-31T00:00:00Z')
    await using emulator = await startEmulator({ estate: { ...SMALL, businesses }, now: () => now })
    const ask = asking(emulator, emulator.tokens['agency'])
    const status = async () => (await ask('GET', '7901', { fields: 'status,expiration_time' })).body
    expect(await status()).toEqual({
      id: '7901',
      status: 'PENDING',
      expiration_time: '2026-06-01T00:00:00+0000',
    })
    now = Date.parse('2026-06-01T00:00:00Z')
    expect(await status()).toMatchObject({ status: 'EXPIRED' })
  })
})

describe('a person', () => {
  test('changes role, but the last admin keeps it', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect((await ask('POST', '7101', { role: 'EMPLOYEE' })).outcome).toBe('3914')
    expect((await ask('DELETE', '7101')).outcome).toBe('3914')
    expect((await ask('POST', '7102', { role: 'ADMIN' })).outcome).toBe('ok')
    expect((await ask('POST', '7101', { role: 'EMPLOYEE' })).outcome).toBe('ok')
    expect((await ask('DELETE', '7102')).outcome).toBe('3914')
    expect((await ask('DELETE', '7101')).outcome).toBe('ok')
  })

  test('who is removed loses every assignment and token', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    await ask('POST', 'act_1001/assigned_users', { user: '7102', tasks: ['ANALYZE'] })
    expect(ids(await ask('GET', '7102/assigned_ad_accounts'))).toEqual(['act_1001'])
    await ask('DELETE', '7102')
    expect((await ask('GET', '7102')).outcome).toBe('100/33')
    expect(ids(await ask('GET', 'act_1001/assigned_users', { business: AGENCY }))).toEqual(['7001'])
    expect((await asking(emulator, emulator.tokens['ben'])('GET', 'me')).outcome).toBe('190/467')
  })

  test('is managed by admins of the same Business only', async () => {
    await using emulator = await small()
    expect((await asking(emulator, emulator.tokens['reader'])('DELETE', '7102')).outcome).toBe('10')
    expect((await asking(emulator, emulator.tokens['client'])('DELETE', '7102')).outcome).toBe('100/33')
  })

  test('without a second factor is stopped where one is required', async () => {
    const withRule = (two_factor_type: 'none' | 'all_required' | 'admin_required') =>
      (SMALL.businesses ?? []).map((one) =>
        one.id === AGENCY
          ? {
              ...one,
              two_factor_type,
              people: (one.people ?? []).map((person) => ({
                ...person,
                two_fac_status: 'not_enabled' as const,
              })),
            }
          : one,
      )
    const outcomeOf = async (rule: Parameters<typeof withRule>[0], token: string) => {
      await using emulator = await startEmulator({ estate: { ...SMALL, businesses: withRule(rule) } })
      return (await asking(emulator, emulator.tokens[token])('GET', AGENCY)).outcome
    }
    expect(await outcomeOf('none', 'ana')).toBe('ok')
    expect(await outcomeOf('all_required', 'ben')).toBe('415/2859009')
    expect(await outcomeOf('admin_required', 'ben')).toBe('ok')
    expect(await outcomeOf('admin_required', 'ana')).toBe('415/2859009')
    expect(await outcomeOf('all_required', 'agency')).toBe('ok')
  })
})

describe('a system user', () => {
  test('is made by POST and cannot be deleted', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const { body } = await ask('POST', `${AGENCY}/system_users`, { name: 'nightly', role: 'EMPLOYEE' })
    const { id } = body as { id: string }
    const users = await ask('GET', `${AGENCY}/system_users`, { fields: 'id,name,role' })
    expect(rowOf(users, id)).toEqual({ id, name: 'nightly', role: 'EMPLOYEE' })
    expect((await ask('DELETE', id)).outcome).toBe('100/33')
  })
})

describe('the lists of a member', () => {
  test.each([
    ['assigned_ad_accounts', 'act_1001', ['ADVERTISE']],
    ['assigned_ads_pixels', '2001', ['ADVERTISE']],
    ['assigned_product_catalogs', '5001', ['ADVERTISE']],
  ])('%s has %s with its tasks', async (edge, asset, tasks) => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(ids(await ask('GET', `7102/${edge}`))).toEqual([])
    await ask('POST', `${asset}/assigned_users`, { user: '7102', tasks })
    const listed = await ask('GET', `7102/${edge}`, { fields: 'id,tasks' })
    expect(rowOf(listed, asset)?.['tasks']).toEqual(expect.arrayContaining(tasks))
    expect((await asking(emulator, emulator.tokens['client'])('GET', `7102/${edge}`)).outcome).toBe('100/33')
  })

  test('of Instagram is there for system users only, and names Instagram users without tasks', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    for (const user of ['7002', '7102'])
      await ask('POST', '4001/assigned_users', { user, tasks: ['ANALYZE'] })
    expect(ids(await ask('GET', '7002/assigned_instagram_accounts'))).toEqual(['17841400000004001'])
    const [withTasks, person] = await Promise.all([
      ask('GET', '7002/assigned_instagram_accounts', { fields: 'id,tasks' }),
      ask('GET', '7102/assigned_instagram_accounts'),
    ])
    expect([withTasks.body, person.body]).toMatchObject([
      { error: { message: '(#100) Tried accessing nonexisting field (tasks) on node type (IGUser)' } },
      {
        error: {
          message:
            '(#100) Tried accessing nonexisting field (assigned_instagram_accounts) on node type (BusinessUser)',
        },
      },
    ])
  })
})

describe('me', () => {
  test('is the system user of its token, or the human behind a person', async () => {
    await using emulator = await small()
    expect((await asking(emulator, emulator.tokens['agency'])('GET', 'me')).body).toEqual({
      id: '7001',
      name: 'metagrant',
    })
    const ana = asking(emulator, emulator.tokens['ana'])
    expect((await ana('GET', 'me', { fields: 'id,business_users{id,business}' })).body).toMatchObject({
      id: '100000007101',
      business_users: { data: [{ id: '7101', business: { id: AGENCY } }] },
    })
  })

  test('lists permissions and Businesses', async () => {
    const tokens = [{ name: 'narrow', holder: '7001', scopes: ['business_management', 'ads_read'] as const }]
    await using emulator = await startEmulator({
      estate: { ...SMALL, tokens: tokens.map((one) => ({ ...one, scopes: [...one.scopes] })) },
    })
    const ask = asking(emulator, emulator.tokens['narrow'])
    expect((await ask('GET', 'me/permissions')).body).toMatchObject({
      data: [
        { permission: 'ads_read', status: 'granted' },
        { permission: 'business_management', status: 'granted' },
      ],
    })
    expect(ids(await ask('GET', 'me/businesses'))).toEqual([AGENCY])
    expect((await ask('GET', 'me/accounts')).body).toEqual({ data: [] })
  })
})
