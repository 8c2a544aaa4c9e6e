import { describe, expect, test } from 'vitest'
import { AGENCY, asking, CLIENT, ids, pageToken, rowOf, small } from './support.ts'

const ADVERTISER = ['ADVERTISE', 'ANALYZE']

describe('POST assigned_users', () => {
  test.each([
    ['act_1001', ADVERTISER, 'ok'],
    ['act_1001', ['MANAGE', 'ADVERTISE', 'ANALYZE'], '2620'],
    ['act_1001', ['AA_ANALYZE'], '100/1752129'],
    ['2001', ['UPLOAD', 'ANALYZE'], 'ok'],
    ['2001', ['EDIT'], '200'],
    ['4001', ['ADVERTISE'], 'ok'],
    ['5001', ['MANAGE', 'ADVERTISE'], 'ok'],
    ['act_1002', ADVERTISER, '100/33'],
  ])('gives the agency %s at %j: %s', async (asset, tasks, outcome) => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(
      (await ask('POST', `${asset}/assigned_users`, { business: AGENCY, user: '7102', tasks })).outcome,
    ).toBe(outcome)
  })

  test('replaces the tasks', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    await ask('POST', '2001/assigned_users', { user: '7102', tasks: ['UPLOAD'] })
    await ask('POST', '2001/assigned_users', { user: '7102', tasks: ['ADVERTISE'] })
    const users = await ask('GET', '2001/assigned_users', { business: AGENCY })
    expect(rowOf(users, '7102')).toMatchObject({ tasks: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE'] })
  })

  test.each([
    ['reader', '10'],
    ['agency', 'ok'],
    ['ana', 'ok'],
    ['ben', '10'],
    ['other', '100/33'],
    ['client', '100'],
  ])('with the token %s, for a person of the agency: %s', async (name, outcome) => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens[name])
    expect((await ask('POST', 'act_1001/assigned_users', { user: '7102', tasks: ADVERTISER })).outcome).toBe(
      outcome,
    )
  })

  test('may be done by an employee with MANAGE on the asset', async () => {
    await using emulator = await small()
    const admin = asking(emulator, emulator.tokens['agency'])
    const reader = asking(emulator, emulator.tokens['reader'])
    await admin('POST', '5001/assigned_users', { user: '7002', tasks: ['ADVERTISE'] })
    expect(
      (await reader('POST', '5001/assigned_users', { user: '7102', tasks: ['ADVERTISE'] })).outcome,
    ).toBe('10')
    await admin('POST', '5001/assigned_users', { user: '7002', tasks: ['MANAGE'] })
    expect(
      (await reader('POST', '5001/assigned_users', { user: '7102', tasks: ['ADVERTISE'] })).outcome,
    ).toBe('ok')
  })

  test('takes the Business-scoped id, not the global one', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const { body } = await asking(emulator, emulator.tokens['ana'])('GET', 'me')
    const { id } = body as { id: string }
    expect((await ask('POST', 'act_1001/assigned_users', { user: id, tasks: ADVERTISER })).outcome).toBe(
      '100/1752100',
    )
    expect((await ask('POST', 'act_1001/assigned_users', { user: '7101', tasks: ADVERTISER })).outcome).toBe(
      'ok',
    )
  })

  test('refuses a business that is not the one of the user', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const params = { user: '7102', tasks: ADVERTISER }
    expect((await ask('POST', 'act_1001/assigned_users', { ...params, business: CLIENT })).outcome).toBe(
      '100',
    )
    expect((await ask('POST', 'act_1001/assigned_users', { ...params, business: AGENCY })).outcome).toBe('ok')
  })

  test('on a Page takes its own token and the business', async () => {
    await using emulator = await small()
    const params = { business: AGENCY, user: '7102', tasks: ADVERTISER }
    const { business: _business, ...without } = params
    expect(
      (await asking(emulator, emulator.tokens['agency'])('POST', '3001/assigned_users', params)).outcome,
    ).toBe('190')
    const ask = asking(emulator, await pageToken(emulator, 'agency'))
    expect((await ask('POST', '3001/assigned_users', without)).outcome).toBe('100')
    expect((await ask('POST', '3001/assigned_users', params)).outcome).toBe('ok')
  })

  test('on Instagram takes lists as JSON or indexed, not as text in a form', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const path = '4001/assigned_users'
    expect(
      (await ask('POST', path, { business: AGENCY, user: '7102', tasks: ['ANALYZE'] }, 'form')).outcome,
    ).toBe('100')
    expect(
      (await ask('POST', path, { business: AGENCY, user: '7102', 'tasks[0]': 'ANALYZE' }, 'form')).outcome,
    ).toBe('ok')
    expect((await ask('POST', path, { business: AGENCY, user: '7102', tasks: ['ANALYZE'] })).outcome).toBe(
      'ok',
    )
    // Any other kind takes the text.
    expect(
      (await ask('POST', '2001/assigned_users', { user: '7102', tasks: ['ANALYZE'] }, 'form')).outcome,
    ).toBe('ok')
  })

  test('on Instagram words a wrong value as its JSON schema does', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const { body } = await ask('POST', '4001/assigned_users', {
      business: AGENCY,
      user: '7102',
      tasks: ['PROBE'],
    })
    const { message, code } = (body as { error: { message: string; code: number } }).error
    expect(code).toBe(100)
    expect(message).toMatch(/JSON schema constraint 'enum' for the JSON field 'tasks\.0'.*but got 'PROBE'$/)
  })

  test('on Instagram goes to the asset id, not the Instagram user id', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const params = { business: AGENCY, user: '7102', tasks: ['ANALYZE'] }
    expect((await ask('POST', '17841400000004001/assigned_users', params)).outcome).toBe('100/33')
  })
})

describe('DELETE assigned_users', () => {
  test('takes somebody off every kind but a pixel', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    expect((await ask('DELETE', 'act_1001/assigned_users', { user: '7001' })).body).toEqual({ success: true })
    expect(ids(await ask('GET', 'act_1001/assigned_users', { business: AGENCY }))).toEqual([])
    const refused = await ask('DELETE', '2001/assigned_users', { user: '7001' })
    expect(refused.body).toMatchObject({
      error: { code: 100, error_subcode: 33, type: 'GraphMethodException' },
    })
    expect((refused.body as { error: { message: string } }).error.message).toMatch(
      /^Unsupported delete request\./,
    )
  })
})
