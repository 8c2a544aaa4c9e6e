import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { AGENCY, asking, CLIENT, ids, OTHER_AGENCY, pageToken, rowOf, small, SMALL } from './support.ts'

describe('GET assigned_users', () => {
  test('needs the business, and says in a nested read which field', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const plain = await ask('GET', 'act_1001/assigned_users')
    expect(plain.body).toMatchObject({
      error: { code: 100, message: '(#100) The parameter business is required' },
    })
    const nested = await ask('GET', `${AGENCY}/client_ad_accounts`, { fields: 'id,assigned_users' })
    const message = "(#100) For field 'assigned_users': The parameter business is required"
    expect(nested.body).toMatchObject({ error: { code: 100, message } })
  })

  test('answers a wrong business with 200 and nothing', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(ids(await ask('GET', 'act_1001/assigned_users', { business: AGENCY }))).toEqual(['7001'])
    for (const business of [OTHER_AGENCY, CLIENT, '1']) {
      const answer = await ask('GET', 'act_1001/assigned_users', { business })
      expect([answer.status, answer.body]).toEqual([200, { data: [] }])
    }
  })

  test('leaves the key out of a nested read when there is nobody', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const fields = `id,assigned_users.business(${AGENCY}){id,tasks}`
    const pixels = await ask('GET', `${AGENCY}/client_pixels`, { fields })
    expect(pixels.body).toMatchObject({ data: [{ id: '2001' }] })
    expect(rowOf(pixels, '2001')).not.toHaveProperty('assigned_users')
    const accounts = await ask('GET', `${AGENCY}/client_ad_accounts`, { fields })
    expect(rowOf(accounts, 'act_1001')).toHaveProperty('assigned_users')
  })

  test('has no email and no role', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    for (const field of ['email', 'role']) {
      const answer = await ask('GET', 'act_1001/assigned_users', { business: AGENCY, fields: `id,${field}` })
      const message = `(#100) Tried accessing nonexisting field (${field}) on node type (AssignedUser)`
      expect(answer.body).toMatchObject({ error: { code: 100, message } })
    }
  })

  test('answers what the tasks imply, and what the Business may give but for Instagram', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const account = await ask('GET', 'act_1001/assigned_users', {
      business: AGENCY,
      fields: 'id,tasks,permitted_tasks,business,user_type',
    })
    expect(rowOf(account, '7001')).toEqual({
      id: '7001',
      tasks: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'CREATIVE', 'DRAFT'],
      permitted_tasks: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'CREATIVE', 'DRAFT'],
      business: { id: AGENCY, name: 'Agency' },
      user_type: 'system_user',
    })
    await ask('POST', '4001/assigned_users', { user: '7102', tasks: ['ADVERTISE'] })
    const instagram = await ask('GET', '4001/assigned_users', { business: AGENCY })
    expect(rowOf(instagram, '7102')).toEqual({
      id: '7102',
      name: 'Ben Okafor',
      tasks: ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES'],
    })
    expect(
      (await ask('GET', '4001/assigned_users', { business: AGENCY, fields: 'permitted_tasks' })).outcome,
    ).toBe('100')
  })

  test.each([
    [true, 'PROFILE_PLUS_ADVERTISE'],
    [false, 'ADVERTISE'],
  ])('of a Page whose new experience is %s answers %s', async (new_experience, task) => {
    const assets = (SMALL.assets ?? []).map((asset) =>
      asset.kind === 'page' ? { ...asset, new_experience } : asset,
    )
    await using emulator = await startEmulator({ estate: { ...SMALL, assets } })
    const ask = asking(emulator, await pageToken(emulator, 'agency'))
    const users = await ask('GET', '3001/assigned_users', { business: AGENCY })
    expect(rowOf(users, '7001')?.['tasks']).toContain(task)
    const pages = await asking(emulator, emulator.tokens['agency'])('GET', `${AGENCY}/client_pages`, {
      fields: 'permitted_tasks',
    })
    expect(rowOf(pages, '3001')?.['permitted_tasks']).toContain(task)
  })
})

describe('a Page token', () => {
  test('goes to whoever has a task on the Page, or is an admin of its owner', async () => {
    await using emulator = await small()
    const tokenOf = async (name: string) =>
      (await asking(emulator, emulator.tokens[name])('GET', '3001', { fields: 'id,access_token' })).body
    expect(await tokenOf('agency')).toHaveProperty('access_token')
    expect(await tokenOf('client')).toHaveProperty('access_token')
    for (const name of ['reader', 'ana', 'other']) expect(await tokenOf(name)).toEqual({ id: '3001' })
  })

  test('is listed by me/accounts with the tasks of its holder', async () => {
    await using emulator = await small()
    const pages = await asking(emulator, emulator.tokens['agency'])('GET', 'me/accounts', {
      fields: 'id,access_token,tasks',
    })
    expect(rowOf(pages, '3001')).toMatchObject({
      access_token: await pageToken(emulator, 'agency'),
      tasks: ['PROFILE_PLUS_ADVERTISE', 'PROFILE_PLUS_ANALYZE'],
    })
  })

  test('answers me with the Page, and is no good on another', async () => {
    await using emulator = await small()
    const ask = asking(emulator, await pageToken(emulator, 'agency'))
    expect((await ask('GET', 'me')).body).toEqual({ id: '3001', name: 'Page' })
  })
})
