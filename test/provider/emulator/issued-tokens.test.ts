import { beforeEach, describe, expect, test } from 'vitest'
import { byHand } from '../../../provider/emulator/hands.ts'
import { startEmulator, type Emulator } from '../../../provider/emulator/index.ts'
import { AGENCY, asking, CLIENT, ids, small, SMALL, type Ask } from './support.ts'

const DAY = 24 * 60 * 60 * 1000
const START = Date.parse('2026-06-01T00:00:00Z')
let now = START
let emulator: Emulator
let anybody: Ask
let app: { client_id: string; client_secret: string }
beforeEach(async () => {
  now = START
  emulator = await small({ now: () => now })
  anybody = asking(emulator, undefined)
  app = { client_id: emulator.world.app.id, client_secret: emulator.world.app.secret }
  return async () => await emulator.close()
})

const connect = (more: object = {}) =>
  byHand(emulator.world, {
    do: 'connect',
    business: CLIENT,
    scopes: ['business_management', 'ads_management'],
    assets: [{ asset: 'act_1001', tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] }],
    sixty_days: false,
    ...more,
  }).id ?? ''
const tokenOf = ({ body }: { readonly body: unknown }) => (body as { access_token: string }).access_token

describe('oauth/access_token', () => {
  test('gives a token for the code of a client, who is named by it', async () => {
    const code = connect()
    const given = await anybody('GET', 'oauth/access_token', { ...app, code })
    expect(given.body).toEqual({ access_token: expect.any(String), token_type: 'bearer' })
    const client = asking(emulator, tokenOf(given))
    const me = await client('GET', 'me', { fields: 'client_business_id' })
    expect(me.body).toMatchObject({ client_business_id: CLIENT })
    expect(ids(await client('GET', 'me/adaccounts'))).toEqual(['act_1001'])
    expect((await client('GET', `${CLIENT}/owned_whatsapp_business_accounts`)).outcome).toBe('200')
  })

  test('says when a token of 60 days ends, and it ends then', async () => {
    const given = await anybody('GET', 'oauth/access_token', { ...app, code: connect({ sixty_days: true }) })
    expect(given.body).toMatchObject({ expires_in: 60 * 24 * 60 * 60 })
    const client = asking(emulator, tokenOf(given))
    now += 60 * DAY - 1
    expect((await client('GET', 'me')).outcome).toBe('ok')
    now += 1
    expect((await client('GET', 'me')).outcome).toBe('190/463')
  })

  test('refuses a code after 30 seconds, and a second time', async () => {
    const [late, used] = [connect(), connect()]
    expect((await anybody('GET', 'oauth/access_token', { ...app, code: used })).outcome).toBe('ok')
    expect((await anybody('GET', 'oauth/access_token', { ...app, code: used })).outcome).toBe('100/36009')
    now += 30_000
    expect((await anybody('GET', 'oauth/access_token', { ...app, code: late })).outcome).toBe('100/36007')
    expect((await anybody('GET', 'oauth/access_token', { ...app, code: 'x' })).outcome).toBe('100')
  })

  test('wants the secret of the app, for a code as for an exchange', async () => {
    const wrong = { ...app, client_secret: 'guess' }
    const code = connect()
    expect((await anybody('GET', 'oauth/access_token', { ...wrong, code })).outcome).toBe('1')
    expect((await anybody('GET', 'oauth/access_token', { client_id: app.client_id, code })).outcome).toBe(
      '100',
    )
    expect((await anybody('GET', 'oauth/access_token', { ...app, code })).outcome).toBe('ok')
  })

  test.each(['GET', 'POST'])('renews a token with %s: the same holder and permissions', async (method) => {
    await using short = await startEmulator({
      now: () => now,
      estate: {
        ...SMALL,
        tokens: [
          {
            name: 'agency',
            holder: '7001',
            scopes: ['ads_read'],
            expires_at: new Date(now + DAY).toISOString(),
          },
        ],
      },
    })
    const given = await asking(short, undefined)(method, 'oauth/access_token', {
      client_id: short.world.app.id,
      client_secret: short.world.app.secret,
      grant_type: 'fb_exchange_token',
      fb_exchange_token: short.tokens['agency'],
      set_token_expires_in_60_days: true,
    })
    expect(given.body).toMatchObject({ expires_in: 60 * 24 * 60 * 60 })
    now += 2 * DAY
    expect((await asking(short, short.tokens['agency'])('GET', 'me')).outcome).toBe('190/463')
    const renewed = asking(short, tokenOf(given))
    expect((await renewed('GET', 'me')).body).toMatchObject({ id: '7001' })
    expect((await renewed('GET', `${AGENCY}/client_pixels`)).outcome).toBe('200')
  })

  test('renews no token that has ended, and none that it does not know', async () => {
    byHand(emulator.world, { do: 'expire_token', token: 'agency' })
    for (const fb_exchange_token of [emulator.tokens['agency'], 'EAAunknown']) {
      const params = { ...app, grant_type: 'fb_exchange_token', fb_exchange_token }
      expect((await anybody('GET', 'oauth/access_token', params)).outcome).toBe('190/467')
    }
  })

  test('refuses a grant_type that it does not know', async () => {
    const params = { ...app, grant_type: 'password', code: connect() }
    expect((await anybody('GET', 'oauth/access_token', params)).outcome).toBe('100')
  })

  test('gives the token of the app', async () => {
    const given = await anybody('GET', 'oauth/access_token', { ...app, grant_type: 'client_credentials' })
    expect(tokenOf(given)).toBe(`${app.client_id}|${app.client_secret}`)
  })
})

test('oauth/revoke ends a token, and not without the secret', async () => {
  const agency = asking(emulator, emulator.tokens['agency'])
  const params = { ...app, revoke_token: emulator.tokens['client'] ?? '' }
  expect((await agency('GET', 'oauth/revoke', { ...params, client_secret: 'guess' })).outcome).toBe('1')
  const client = asking(emulator, emulator.tokens['client'])
  expect((await client('GET', 'me')).outcome).toBe('ok')
  expect((await agency('GET', 'oauth/revoke', params)).body).toEqual({ success: true })
  expect((await client('GET', 'me')).outcome).toBe('190/467')
  expect((await anybody('GET', 'oauth/revoke', params)).outcome).toBe('104')
})

describe('system_user_access_tokens', () => {
  const path = `${CLIENT}/system_user_access_tokens`
  const integrate = async () =>
    tokenOf(await anybody('GET', 'oauth/access_token', { ...app, code: connect() }))

  test('gives the token of an integration again', async () => {
    const token = await integrate()
    const agency = asking(emulator, emulator.tokens['agency'])
    expect(tokenOf(await agency('POST', path, { fetch_only: true }))).toBe(token)
  })

  test('makes one with fewer permissions, and none with more', async () => {
    await integrate()
    const agency = asking(emulator, emulator.tokens['agency'])
    const fewer = asking(emulator, tokenOf(await agency('POST', path, { scope: ['ads_management'] })))
    expect((await fewer('GET', 'act_1001')).outcome).toBe('ok')
    expect((await fewer('GET', `${CLIENT}/owned_pixels`)).outcome).toBe('200')
    expect((await agency('POST', path, { scope: ['catalog_management'] })).outcome).toBe('200')
    expect((await agency('POST', path, { scope: ['no_such'] })).outcome).toBe('3962')
  })

  test.each([
    ['another agency', 'other', '33'],
    ['an employee of ours', 'reader', '33'],
    ['the client itself', 'client', '33'],
  ])('refuses %s', async (_name, name, outcome) => {
    await integrate()
    const ask = asking(emulator, emulator.tokens[name])
    expect((await ask('POST', path, { fetch_only: true })).outcome).toBe(outcome)
  })

  test('refuses where no client connected, and without business_management', async () => {
    const agency = asking(emulator, emulator.tokens['agency'])
    expect((await agency('POST', path, { fetch_only: true })).outcome).toBe('33')
    const narrow = { ...SMALL, tokens: [{ name: 'agency', holder: '7001', scopes: ['ads_management'] }] }
    await using other = await startEmulator({ estate: narrow })
    expect((await asking(other, other.tokens['agency'])('POST', path, {})).outcome).toBe('33')
  })
})
