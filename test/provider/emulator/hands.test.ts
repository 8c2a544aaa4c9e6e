import { describe, expect, test } from 'vitest'
import { byHand, HandRefused, type Hand } from '../../../provider/emulator/hands.ts'
import {
  startEmulator,
  parseEstate,
  type Emulator,
  type EstateInput,
} from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { AGENCY, asking, CLIENT, ids, OTHER_AGENCY, rowOf, small, SMALL } from './support.ts'

async function post(emulator: Emulator, hand: unknown) {
  const response = await fetch(`${emulator.url}/_emulator/hands`, {
    method: 'POST',
    body: JSON.stringify(hand),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('byHand', () => {
  test('shares, changes and ends a share, a Page too', async () => {
    await using emulator = await small()
    const agency = asking(emulator, emulator.tokens['agency'])
    const tasksOf = async () =>
      rowOf(await agency('GET', `${AGENCY}/client_pages`, { fields: 'permitted_tasks' }), '3001')
    byHand(emulator.world, { do: 'share', asset: '3001', business: AGENCY, tasks: ['ANALYZE'] })
    expect(await tasksOf()).toMatchObject({ permitted_tasks: ['PROFILE_PLUS_ANALYZE'] })
    byHand(emulator.world, { do: 'unshare', asset: '3001', business: AGENCY })
    expect(await tasksOf()).toBeUndefined()
    expect(ids(await agency('GET', '7001/assigned_pages'))).toEqual([])
    byHand(emulator.world, { do: 'share', asset: '3001', business: AGENCY, tasks: ['ANALYZE'] })
    expect(await tasksOf()).toBeDefined()
  })

  test('assigns and takes off, on a pixel too', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    byHand(emulator.world, { do: 'assign', asset: '2001', user: '7102', tasks: ['ANALYZE'] })
    expect(ids(await ask('GET', '2001/assigned_users', { business: AGENCY }))).toEqual(['7102'])
    byHand(emulator.world, { do: 'unassign', asset: '2001', user: '7102' })
    expect(ids(await ask('GET', '2001/assigned_users', { business: AGENCY }))).toEqual([])
  })

  test('approves what a second admin has to', async () => {
    await using emulator = await small()
    const agency = asking(emulator, emulator.tokens['agency'])
    const params = { business: AGENCY, permitted_tasks: ['ANALYZE'] }
    await asking(emulator, emulator.tokens['careful'])('POST', 'act_1003/agencies', params)
    expect(ids(await agency('GET', `${AGENCY}/client_ad_accounts`))).toEqual(['act_1001'])
    byHand(emulator.world, { do: 'approve', asset: 'act_1003', business: AGENCY })
    expect(ids(await agency('GET', `${AGENCY}/client_ad_accounts`))).toEqual(['act_1001', 'act_1003'])
  })

  test('accepts a pixel share and answers a request', async () => {
    const estate: EstateInput = {
      ...SMALL,
      agreements: [
        { id: '6001', from: CLIENT, to: OTHER_AGENCY, shares: [{ asset: '2001', tasks: ['ANALYZE'] }] },
      ],
      requests: [
        { id: '6002', business: OTHER_AGENCY, asset: '3001', tasks: ['ANALYZE'] },
        { id: '6003', business: OTHER_AGENCY, asset: 'act_1001', tasks: ['ANALYZE'] },
      ],
    }
    await using emulator = await startEmulator({ estate })
    const other = asking(emulator, emulator.tokens['other'])
    byHand(emulator.world, { do: 'accept_agreement', agreement: '6001' })
    byHand(emulator.world, { do: 'answer_request', request: '6002', grant: true })
    byHand(emulator.world, { do: 'answer_request', request: '6003', grant: false })
    expect(ids(await other('GET', `${OTHER_AGENCY}/client_pixels`))).toEqual(['2001'])
    expect(ids(await other('GET', `${OTHER_AGENCY}/client_pages`))).toEqual(['3001'])
    expect(ids(await other('GET', `${OTHER_AGENCY}/client_ad_accounts`))).toEqual([])
    expect(ids(await other('GET', `${OTHER_AGENCY}/pending_client_ad_accounts`))).toEqual([])
  })

  test('invites, accepts under the id that the API gave, and removes', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    const invited = await ask('POST', `${AGENCY}/business_users`, {
      email: 'zoe@agency.example',
      role: 'EMPLOYEE',
    })
    const { id } = invited.body as { id: string }
    const [invitation = ''] = ids(
      await ask('GET', `${AGENCY}/pending_users`, { email: 'zoe@agency.example' }),
    )
    expect(byHand(emulator.world, { do: 'accept_invitation', invitation, name: 'Zoe Lam' })).toEqual({ id })
    expect((await ask('GET', id, { fields: 'name,email,role' })).body).toMatchObject({
      name: 'Zoe Lam',
      role: 'EMPLOYEE',
    })
    expect(ids(await ask('GET', `${AGENCY}/pending_users`, { email: 'zoe@agency.example' }))).toEqual([])
    byHand(emulator.world, { do: 'remove_person', user: id })
    expect((await ask('GET', id)).outcome).toBe('100/33')
    expect(
      byHand(emulator.world, { do: 'invite', business: CLIENT, email: 'x@client.example', role: 'EMPLOYEE' }),
    ).toHaveProperty('id')
  })

  test('changes roles and the two-factor rule, and ends a token', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    byHand(emulator.world, { do: 'set_role', user: '7102', role: 'ADMIN' })
    byHand(emulator.world, { do: 'set_two_factor', business: AGENCY, type: 'admin_required' })
    expect((await ask('GET', '7102', { fields: 'role' })).body).toMatchObject({ role: 'ADMIN' })
    expect((await ask('GET', AGENCY, { fields: 'two_factor_type' })).body).toMatchObject({
      two_factor_type: 'admin_required',
    })
    byHand(emulator.world, { do: 'set_second_factor', user: '7101', status: 'not_enabled' })
    expect((await asking(emulator, emulator.tokens['ana'])('GET', AGENCY)).outcome).toBe('415/2859009')
    byHand(emulator.world, { do: 'expire_token', token: 'agency' })
    expect((await ask('GET', 'me')).outcome).toBe('190/463')
  })

  test.each<[string, Hand]>([
    ['an asset that is not there', { do: 'unshare', asset: '1', business: AGENCY }],
    ['a share with the owner', { do: 'share', asset: '2001', business: CLIENT, tasks: ['ANALYZE'] }],
    ['a task that the kind lacks', { do: 'share', asset: '2001', business: AGENCY, tasks: ['MANAGE'] }],
    ['more than is shared', { do: 'assign', asset: 'act_1001', user: '7102', tasks: ['MANAGE'] }],
    ['an asset that is not shared', { do: 'assign', asset: 'act_1002', user: '7102', tasks: ['ANALYZE'] }],
    ['an approval of nothing', { do: 'approve', asset: 'act_1001', business: AGENCY }],
    ['a second factor for a system user', { do: 'set_second_factor', user: '7001', status: 'enabled' }],
    ['the last admin leaving', { do: 'remove_person', user: '7101' }],
    ['the last admin lowered', { do: 'set_role', user: '7101', role: 'EMPLOYEE' }],
    ['a token that is not there', { do: 'expire_token', token: 'nobody' }],
  ])('refuses %s and changes nothing', async (_name, hand) => {
    await using emulator = await small()
    const before = unloadWorld(emulator.world)
    expect(() => byHand(emulator.world, hand)).toThrow(HandRefused)
    expect(unloadWorld(emulator.world)).toEqual(before)
  })
})

describe('/_emulator', () => {
  test('does things by hand for another process', async () => {
    await using emulator = await small()
    const hand = { do: 'assign', asset: '2001', user: '7102', tasks: ['ANALYZE'] }
    expect(await post(emulator, hand)).toEqual({ status: 200, body: { success: true } })
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(ids(await ask('GET', '2001/assigned_users', { business: AGENCY }))).toEqual(['7102'])
    expect((await post(emulator, { ...hand, user: '1' })).status).toBe(409)
    expect((await post(emulator, { do: 'dance' })).status).toBe(400)
    expect((await post(emulator, 'nothing')).status).toBe(400)
  })

  test('gives the requests out and forgets them, and is not among them', async () => {
    await using emulator = await small()
    await asking(emulator, emulator.tokens['agency'])('GET', 'me')
    const url = `${emulator.url}/_emulator/requests`
    const listed = (await (await fetch(url)).json()) as { requests: object[]; counts: object }
    expect(listed).toMatchObject({
      requests: [{ edge: 'GET system_user' }],
      counts: { requests: 1, reads: 1, writes: 0 },
    })
    await fetch(url, { method: 'DELETE' })
    expect(emulator.requests.entries).toEqual([])
  })

  test('writes the world out as an estate that can be used again', async () => {
    await using emulator = await small()
    await post(emulator, { do: 'share', asset: 'act_1002', business: AGENCY, tasks: ['ANALYZE'] })
    const written: unknown = await (await fetch(`${emulator.url}/_emulator/estate`)).json()
    const parsed = parseEstate(written)
    expect(parsed).toHaveProperty('estate')
    await using again = await startEmulator({ estate: written as EstateInput })
    expect(unloadWorld(again.world)).toEqual(unloadWorld(emulator.world))
    expect(again.tokens).toEqual(emulator.tokens)
  })
})
