import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import {
  AGENCY,
  asking,
  CAREFUL,
  CLIENT,
  ids,
  OTHER_AGENCY,
  pageToken,
  rowOf,
  small,
  SMALL,
} from './support.ts'

describe('POST agencies', () => {
  test("is for the owner's side only", async () => {
    await using emulator = await small()
    const params = { business: OTHER_AGENCY, permitted_tasks: ['ANALYZE'] }
    expect(
      (await asking(emulator, emulator.tokens['agency'])('POST', 'act_1001/agencies', params)).outcome,
    ).toBe('200')
    expect(
      (await asking(emulator, emulator.tokens['other'])('POST', 'act_1001/agencies', params)).outcome,
    ).toBe('100/33')
    expect(
      (await asking(emulator, emulator.tokens['client'])('POST', 'act_1001/agencies', params)).body,
    ).toEqual({ success: true })
  })

  test.each([
    ['act_1001', ['ANALYZE', 'MANAGE'], 'ok'],
    ['act_1001', ['DRAFT'], '100/1752129'],
    ['5001', ['MANAGE'], 'ok'],
    ['5001', ['AA_ANALYZE'], '100/1752129'],
    ['2001', ['UPLOAD'], 'ok'],
    ['4001', ['MESSAGES'], 'ok'],
  ])('on %s takes the combination %j: %s', async (asset, permitted_tasks, outcome) => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    expect((await ask('POST', `${asset}/agencies`, { business: AGENCY, permitted_tasks })).outcome).toBe(
      outcome,
    )
  })

  test('refuses a value that is no task of the kind, and a pixel share without tasks', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    expect(
      (await ask('POST', '2001/agencies', { business: AGENCY, permitted_tasks: ['MANAGE'] })).outcome,
    ).toBe('100')
    const missing = await ask('POST', '2001/agencies', { business: AGENCY })
    expect(missing.body).toMatchObject({
      error: { code: 100, message: '(#100) The parameter permitted_tasks is required' },
    })
  })

  test('again replaces the tasks, and takes away what people have above them', async () => {
    await using emulator = await small()
    const client = asking(emulator, emulator.tokens['client'])
    const agency = asking(emulator, emulator.tokens['agency'])
    await client('POST', 'act_1001/agencies', { business: AGENCY, permitted_tasks: ['ANALYZE'] })
    expect(rowOf(await client('GET', 'act_1001/agencies'), AGENCY)).toMatchObject({
      permitted_tasks: ['AA_ANALYZE', 'ANALYZE'],
    })
    const users = await agency('GET', 'act_1001/assigned_users', { business: AGENCY })
    expect(rowOf(users, '7001')).toMatchObject({ tasks: ['AA_ANALYZE', 'ANALYZE'] })
  })

  test('waits for a second admin where the Business wants one', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['careful'])
    const answer = await ask('POST', 'act_1003/agencies', { business: AGENCY, permitted_tasks: ['ANALYZE'] })
    expect(answer.body).toEqual({ success: true, requires_admin_approval: true })
    expect(rowOf(await ask('GET', 'act_1003/agencies'), AGENCY)).toMatchObject({ access_status: 'PENDING' })
    const agency = asking(emulator, emulator.tokens['agency'])
    expect(ids(await agency('GET', `${AGENCY}/client_ad_accounts`))).not.toContain('act_1003')
    expect((await agency('GET', 'act_1003')).outcome).toBe('100/33')
  })

  test('keeps the tasks of a share while a second admin has not approved new ones', async () => {
    await using emulator = await startEmulator({
      estate: {
        ...SMALL,
        assets: [
          {
            kind: 'ad_account',
            id: 'act_1003',
            name: 'a',
            owner: CAREFUL,
            partners: [{ business: AGENCY, tasks: ['ANALYZE'] }],
          },
        ],
      },
    })
    const ask = asking(emulator, emulator.tokens['careful'])
    await ask('POST', 'act_1003/agencies', { business: AGENCY, permitted_tasks: ['ADVERTISE', 'ANALYZE'] })
    const before = rowOf(await ask('GET', 'act_1003/agencies'), AGENCY)
    expect(before).toMatchObject({ access_status: 'CONFIRMED', permitted_tasks: ['AA_ANALYZE', 'ANALYZE'] })
  })

  test('of a pixel to a stranger makes a request, which takes in further pixels and counts once accepted', async () => {
    await using emulator = await startEmulator({
      estate: {
        ...SMALL,
        assets: [...(SMALL.assets ?? []), { kind: 'pixel', id: '2002', name: 'Second', owner: CLIENT }],
      },
    })
    const client = asking(emulator, emulator.tokens['client'])
    const other = asking(emulator, emulator.tokens['other'])
    const first = await client('POST', '2001/agencies', {
      business: OTHER_AGENCY,
      permitted_tasks: ['ANALYZE'],
    })
    const second = await client('POST', '2002/agencies', {
      business: OTHER_AGENCY,
      permitted_tasks: ['ANALYZE'],
    })
    const { pending_request_id: id } = first.body as { pending_request_id: string }
    expect(second.body).toEqual({ success: true, pending_request_id: id })
    expect(rowOf(await client('GET', '2001/agencies'), OTHER_AGENCY)).toMatchObject({
      access_status: 'PENDING',
    })
    expect(ids(await other('GET', `${OTHER_AGENCY}/client_pixels`))).toEqual([])
    expect(
      ids(await other('GET', `${OTHER_AGENCY}/received_sharing_agreements`, { request_status: 'PENDING' })),
    ).toEqual([id])
    expect((await client('POST', id, { request_status: 'APPROVE' })).outcome).toBe('100/33')
    expect((await other('POST', id, { request_status: 'APPROVE' })).body).toEqual({ success: true })
    expect(ids(await other('GET', `${OTHER_AGENCY}/client_pixels`))).toEqual(['2001', '2002'])
    expect((await other('POST', id, { request_status: 'APPROVE' })).outcome).toBe('100')
  })

  test.each([
    ['other', 'DECLINE', 'ok'],
    ['client', 'CANCELED', 'ok'],
    ['client', 'DECLINE', '100/33'],
    ['other', 'CANCELED', '100/33'],
    ['other', 'EXPIRED', '100'],
    ['other', 'MAYBE', '100'],
    ['agency', 'APPROVE', '100/33'],
  ])('of a pixel, answered by %s with %s: %s', async (name, request_status, outcome) => {
    const agreements = [
      { id: '6001', from: CLIENT, to: OTHER_AGENCY, shares: [{ asset: '2001', tasks: ['ANALYZE'] }] },
    ]
    await using emulator = await startEmulator({ estate: { ...SMALL, agreements } })
    const ask = asking(emulator, emulator.tokens[name])
    expect((await ask('POST', '6001', { request_status })).outcome).toBe(outcome)
    const { body } = await asking(emulator, emulator.tokens['client'])('GET', '6001')
    expect(body).toEqual({ id: '6001', request_status: outcome === 'ok' ? request_status : 'PENDING' })
    const partners = await asking(emulator, emulator.tokens['client'])('GET', '2001/agencies')
    expect(ids(partners)).toEqual(outcome === 'ok' ? [AGENCY] : [AGENCY, OTHER_AGENCY])
  })

  test('that waits in an agreement ends with DELETE', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    await ask('POST', '2001/agencies', { business: OTHER_AGENCY, permitted_tasks: ['ANALYZE'] })
    await ask('DELETE', '2001/agencies', { business: OTHER_AGENCY })
    expect(ids(await ask('GET', '2001/agencies'))).toEqual([AGENCY])
    const received = await asking(emulator, emulator.tokens['other'])(
      'GET',
      `${OTHER_AGENCY}/received_sharing_agreements`,
    )
    expect(received.body).toMatchObject({ data: [{ request_status: 'CANCELED' }] })
  })

  test('of a pixel to a known partner counts at once', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    const answer = await ask('POST', '2001/agencies', { business: AGENCY, permitted_tasks: ['ANALYZE'] })
    expect(answer.body).toEqual({ success: true })
  })

  test('gives EDIT on a pixel only to an app on the list', async () => {
    await using emulator = await startEmulator({ estate: { ...SMALL, app: { pixel_edit: false } } })
    const ask = asking(emulator, emulator.tokens['client'])
    expect(
      (await ask('POST', '2001/agencies', { business: AGENCY, permitted_tasks: ['EDIT'] })).outcome,
    ).toBe('3')
    expect(
      (await ask('POST', '2001/agencies', { business: AGENCY, permitted_tasks: ['UPLOAD'] })).outcome,
    ).toBe('ok')
  })

  test('of a Page already shared is refused with 3989, so that a change is DELETE and POST', async () => {
    await using emulator = await small()
    const ask = asking(emulator, await pageToken(emulator, 'client'))
    const params = { business: AGENCY, permitted_tasks: ['ADVERTISE', 'ANALYZE'] }
    expect((await ask('POST', '3001/agencies', params)).outcome).toBe('3989')
    expect((await ask('DELETE', '3001/agencies', { business: AGENCY })).outcome).toBe('ok')
    expect((await ask('POST', '3001/agencies', params)).outcome).toBe('ok')
  })

  test("of a Page takes the Page's own token", async () => {
    await using emulator = await small()
    const params = { business: OTHER_AGENCY, permitted_tasks: ['ANALYZE'] }
    expect((await asking(emulator, emulator.tokens['client'])('POST', '3001/agencies', params)).outcome).toBe(
      '190',
    )
    expect((await asking(emulator, emulator.tokens['client'])('GET', '3001/agencies')).outcome).toBe('190')
    expect(
      (await asking(emulator, await pageToken(emulator, 'client'))('POST', '3001/agencies', params)).outcome,
    ).toBe('ok')
    expect(
      (await asking(emulator, await pageToken(emulator, 'agency'))('POST', '3001/agencies', params)).outcome,
    ).toBe('200')
  })

  test('of a catalog takes roles in place of tasks', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    await ask('POST', '5001/agencies', { business: AGENCY, permitted_roles: ['ADVERTISER'] })
    expect(rowOf(await ask('GET', '5001/agencies'), AGENCY)).toMatchObject({
      permitted_tasks: ['AA_ANALYZE', 'ADVERTISE'],
    })
  })
})

describe('DELETE agencies', () => {
  test.each(['act_1001', '3001'])(
    "of %s takes the partner's people off, who stay off when it is shared again",
    async (asset) => {
      await using emulator = await small()
      const byPage = asset === '3001'
      const agencyToken = byPage ? await pageToken(emulator, 'agency') : emulator.tokens['agency']
      const client = asking(
        emulator,
        byPage ? await pageToken(emulator, 'client') : emulator.tokens['client'],
      )
      const agency = asking(emulator, agencyToken)
      expect(ids(await agency('GET', `${asset}/assigned_users`, { business: AGENCY }))).toEqual(['7001'])
      await client('DELETE', `${asset}/agencies`, { business: AGENCY })
      expect((await agency('GET', `${asset}/assigned_users`, { business: AGENCY })).outcome).toBe('100/33')
      await client('POST', `${asset}/agencies`, {
        business: AGENCY,
        permitted_tasks: ['ADVERTISE', 'ANALYZE'],
      })
      expect(ids(await agency('GET', `${asset}/assigned_users`, { business: AGENCY }))).toEqual([])
    },
  )

  test("leaves the owner's own people alone", async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    await ask('DELETE', 'act_1001/agencies', { business: AGENCY })
    expect(ids(await ask('GET', 'act_1001/assigned_users', { business: CLIENT }))).toEqual(['7201'])
  })
})
