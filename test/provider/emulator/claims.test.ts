import { beforeEach, describe, expect, test } from 'vitest'
import { byHand } from '../../../provider/emulator/hands.ts'
import { startEmulator, type Emulator, type EstateInput } from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { AGENCY, asking, CLIENT, ids, pageToken, SMALL, type Ask } from './support.ts'

/** SMALL, where Ana of the agency and Cleo of the client have an ad account of their own. */
const ESTATE: EstateInput = {
  ...SMALL,
  tokens: [...(SMALL.tokens ?? []), { name: 'cleo', holder: '7201' }],
  assets: [
    ...(SMALL.assets ?? []),
    { kind: 'ad_account', id: 'act_1801', name: 'Ana', owner: '7101' },
    {
      kind: 'ad_account',
      id: 'act_1802',
      name: 'Cleo',
      owner: '7201',
      partners: [{ business: AGENCY, tasks: ['ANALYZE'] }],
    },
  ],
}

let emulator: Emulator
let ana: Ask
beforeEach(async () => {
  emulator = await startEmulator({ estate: ESTATE })
  ana = asking(emulator, emulator.tokens['ana'])
  return async () => await emulator.close()
})

describe('POST owned_ad_accounts', () => {
  test('gives a person’s account to their Business at once', async () => {
    const { body } = await ana('POST', `${AGENCY}/owned_ad_accounts`, { adaccount_id: 'act_1801' })
    expect(body).toEqual({ access_status: 'CONFIRMED' })
    expect(ids(await ana('GET', `${AGENCY}/owned_ad_accounts`))).toEqual(['act_1801'])
    expect((await ana('POST', `${AGENCY}/owned_ad_accounts`, { adaccount_id: '1801' })).outcome).toBe('3946')
  })

  test('waits for the person who owns it', async () => {
    const { body } = await ana('POST', `${AGENCY}/owned_ad_accounts`, { adaccount_id: '1802' })
    expect(body).toEqual({ access_status: 'PENDING' })
    await ana('POST', `${AGENCY}/owned_ad_accounts`, { adaccount_id: '1802' })
    const waiting = ids(await ana('GET', `${AGENCY}/pending_owned_ad_accounts`))
    expect(waiting).toHaveLength(1)
    expect(ids(await ana('GET', `${AGENCY}/pending_client_ad_accounts`))).toEqual([])
    const estate = unloadWorld(emulator.world)
    await using again = await startEmulator({ estate })
    expect(unloadWorld(again.world)).toEqual(estate)
    byHand(emulator.world, { do: 'answer_request', request: waiting[0] ?? '', grant: true })
    expect(ids(await ana('GET', `${AGENCY}/owned_ad_accounts`))).toEqual(['act_1802'])
    expect(ids(await ana('GET', `${AGENCY}/client_ad_accounts`))).toEqual(['act_1001'])
    expect(ids(await ana('GET', `${AGENCY}/pending_owned_ad_accounts`))).toEqual([])
  })

  test('changes nothing when the person says no', async () => {
    await ana('POST', `${AGENCY}/owned_ad_accounts`, { adaccount_id: '1802' })
    const [request = ''] = ids(await ana('GET', `${AGENCY}/pending_owned_ad_accounts`))
    byHand(emulator.world, { do: 'answer_request', request, grant: false })
    expect(emulator.world.assets.get('act_1802')?.owner).toBe('7201')
    expect(ids(await ana('GET', `${AGENCY}/client_ad_accounts`))).toContain('act_1802')
  })

  test.each([
    ['an account of another Business', 'ana', 'owned_ad_accounts', { adaccount_id: '1001' }, '3979'],
    ['a Page of another Business', 'ana', 'owned_pages', { page_id: '3001' }, '3918/1690024'],
    ['an asset of another kind', 'ana', 'owned_pages', { page_id: '2001' }, '100/33'],
    ['a caller who is no admin', 'ben', 'owned_ad_accounts', { adaccount_id: '1801' }, '10'],
  ])('refuses %s', async (_name, who, edge, params, outcome) => {
    const before = unloadWorld(emulator.world)
    const ask = asking(emulator, emulator.tokens[who])
    expect((await ask('POST', `${AGENCY}/${edge}`, params)).outcome).toBe(outcome)
    expect(unloadWorld(emulator.world)).toEqual(before)
  })
})

describe('me/adaccounts', () => {
  test('lists what a person owns or has a task on, and once', async () => {
    expect(ids(await ana('GET', 'me/adaccounts'))).toEqual(['act_1801'])
    byHand(emulator.world, { do: 'assign', asset: 'act_1001', user: '7101', tasks: ['ANALYZE'] })
    expect(ids(await ana('GET', 'me/adaccounts'))).toEqual(['act_1001', 'act_1801'])
    const agency = asking(emulator, emulator.tokens['agency'])
    expect(ids(await agency('GET', 'me/adaccounts'))).toEqual(['act_1001'])
  })

  test('needs a permission to read ads', async () => {
    const tokens = [{ name: 'agency', holder: '7001', scopes: ['business_management'] }]
    await using narrow = await startEmulator({ estate: { ...SMALL, tokens } })
    expect((await asking(narrow, narrow.tokens['agency'])('GET', 'me/adaccounts')).outcome).toBe('200')
  })
})

describe('roles of a Page', () => {
  test('are people with tasks, under the id of the human, for the token of the Page', async () => {
    byHand(emulator.world, { do: 'assign', asset: '3001', user: '7101', tasks: ['ANALYZE'] })
    byHand(emulator.world, { do: 'assign', asset: '3001', user: '7201', tasks: ['MANAGE'] })
    const page = asking(emulator, await pageToken(emulator, 'agency'))
    expect(ids(await page('GET', '3001/roles')).toSorted()).toEqual(['100000007101', '97201'])
    const { body } = await page('GET', '3001/roles', { uid: '100000007101' })
    expect(body).toMatchObject({ data: [{ id: '100000007101', tasks: ['PROFILE_PLUS_ANALYZE'] }] })
    const agency = asking(emulator, emulator.tokens['agency'])
    expect((await agency('GET', '3001/roles')).outcome).toBe('190')
  })
})

test('an owner of a Business reads its own claims only', async () => {
  expect((await ana('GET', `${CLIENT}/pending_owned_ad_accounts`)).outcome).toBe('200')
})
