import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../../provider/emulator/index.ts'
import { AGENCY, asking, pageToken, rowOf, small, SMALL } from '../support.ts'

describe('a token', () => {
  test('is needed, and must be known', async () => {
    await using emulator = await small()
    const missing = await asking(emulator, undefined)('GET', 'me')
    expect([missing.status, missing.outcome]).toEqual([400, '104'])
    const wrong = await asking(emulator, 'EAAnot-a-token')('GET', 'me')
    expect([wrong.status, wrong.outcome]).toEqual([401, '190/467'])
  })

  test('is taken from the header, the query and the body', async () => {
    await using emulator = await small()
    const ask = asking(emulator, undefined)
    const access_token = emulator.tokens['agency']
    expect((await ask('GET', 'me', { access_token })).outcome).toBe('ok')
    const params = { access_token, user: '7102', tasks: ['ANALYZE'] }
    expect((await ask('POST', '2001/assigned_users', params)).outcome).toBe('ok')
    expect((await ask('POST', '2001/assigned_users', params, 'form')).outcome).toBe('ok')
  })

  test('ends at its time, and its Page tokens with it', async () => {
    let now = Date.parse('2026-06-01T00:00:00Z')
    const tokens = [{ name: 'agency', holder: '7001', expires_at: '2026-06-02T00:00:00Z' }]
    await using emulator = await startEmulator({ estate: { ...SMALL, tokens }, now: () => now })
    const ask = asking(emulator, emulator.tokens['agency'])
    const page = asking(emulator, await pageToken(emulator, 'agency'))
    expect((await ask('GET', 'me')).outcome).toBe('ok')
    expect((await page('GET', 'me')).outcome).toBe('ok')
    now = Date.parse('2026-06-02T00:00:00Z')
    expect((await ask('GET', 'me')).outcome).toBe('190/463')
    expect((await page('GET', 'me')).outcome).toBe('190/463')
  })

  test('that is revoked is invalid', async () => {
    await using emulator = await startEmulator({
      estate: { ...SMALL, tokens: [{ name: 'agency', holder: '7001', revoked: true }] },
    })
    expect((await asking(emulator, emulator.tokens['agency'])('GET', 'me')).outcome).toBe('190/467')
  })

  test('needs its appsecret_proof where the app requires it, and a right one everywhere', async () => {
    const app = { secret: 'a-secret', require_proof: true }
    await using strict = await startEmulator({ estate: { ...SMALL, app } })
    const token = strict.tokens['agency'] ?? ''
    const proof = createHmac('sha256', 'a-secret').update(token).digest('hex')
    const ask = asking(strict, token)
    expect((await ask('GET', 'me')).outcome).toBe('100')
    expect((await ask('GET', 'me', { appsecret_proof: 'f'.repeat(64) })).outcome).toBe('100')
    expect((await ask('GET', 'me', { appsecret_proof: proof })).outcome).toBe('ok')
    const params = { appsecret_proof: proof, user: '7102', tasks: ['ANALYZE'] }
    expect((await ask('POST', '2001/assigned_users', params)).outcome).toBe('ok')
    await using lax = await startEmulator({ estate: { ...SMALL, app: { secret: 'a-secret' } } })
    expect(
      (await asking(lax, lax.tokens['agency'])('GET', 'me', { appsecret_proof: 'f'.repeat(64) })).outcome,
    ).toBe('100')
  })

  test.each([
    [[], `${AGENCY}/client_pixels`, 'GET', '200'],
    [['business_management'], `${AGENCY}/client_pixels`, 'GET', 'ok'],
    [['business_management'], 'act_1001', 'GET', '200'],
    [['ads_read'], 'act_1001', 'GET', 'ok'],
    [['ads_read'], 'act_1001/campaigns', 'POST', '294'],
    [['business_management'], '5001', 'GET', '200'],
    [['catalog_management'], '5001', 'GET', 'ok'],
    [['ads_read'], '2001/assigned_users', 'POST', '200'],
  ] as const)('with the permissions %j asks %s by %s: %s', async (scopes, path, method, outcome) => {
    await using emulator = await startEmulator({
      estate: { ...SMALL, tokens: [{ name: 'agency', holder: '7001', scopes: [...scopes] }] },
    })
    const params = method === 'POST' ? { user: '7102', tasks: ['ANALYZE'] } : {}
    expect((await asking(emulator, emulator.tokens['agency'])(method, path, params)).outcome).toBe(outcome)
  })

  test('of a Page needs pages_manage_metadata for its people', async () => {
    const scopes = ['business_management', 'pages_show_list'] as const
    await using emulator = await startEmulator({
      estate: { ...SMALL, tokens: [{ name: 'agency', holder: '7001', scopes: [...scopes] }] },
    })
    const answer = await asking(emulator, await pageToken(emulator, 'agency'))('GET', '3001/assigned_users', {
      business: AGENCY,
    })
    expect([answer.status, answer.outcome]).toEqual([403, '10'])
  })
})

describe('debug_token', () => {
  test('tells about a token to the app and to the token itself', async () => {
    const tokens = [
      { name: 'agency', holder: '7001', expires_at: '2030-01-01T00:00:00Z', scopes: ['ads_read' as const] },
      { name: 'client', holder: '7202', client_integration: true },
    ]
    await using emulator = await startEmulator({
      estate: { ...SMALL, app: { id: '71', secret: 'a-secret' }, tokens },
    })
    const app = asking(emulator, '71|a-secret')
    const input_token = emulator.tokens['agency']
    const about = await app('GET', 'debug_token', { input_token })
    expect(about.body).toMatchObject({
      data: {
        app_id: '71',
        type: 'SYSTEM_USER',
        is_valid: true,
        scopes: ['ads_read'],
        expires_at: 1_893_456_000,
        user_id: '7001',
      },
    })
    expect((await asking(emulator, input_token)('GET', 'debug_token', { input_token })).outcome).toBe('ok')
    const client = emulator.tokens['client']
    expect((await asking(emulator, client)('GET', 'debug_token', { input_token: client })).outcome).toBe(
      '100',
    )
    expect((await asking(emulator, client)('GET', 'debug_token', { input_token })).outcome).toBe('100')
    expect((await app('GET', 'debug_token', { input_token: 'nonsense' })).body).toMatchObject({
      data: { is_valid: false },
    })
  })

  test('of a business integration answers the client behind it', async () => {
    const tokens = [{ name: 'client', holder: '7202', client_integration: true }]
    await using emulator = await startEmulator({ estate: { ...SMALL, tokens } })
    const me = await asking(emulator, emulator.tokens['client'])('GET', 'me', {
      fields: 'id,client_business_id',
    })
    expect(me.body).toEqual({ id: '7202', client_business_id: '8001' })
  })
})

describe('a Page token of another Page', () => {
  test('does not reach this one', async () => {
    const page = {
      kind: 'page' as const,
      id: '3002',
      name: 'Second',
      owner: '8001',
      assignments: [{ user: '7202', tasks: ['ANALYZE'] }],
    }
    await using emulator = await startEmulator({
      estate: { ...SMALL, assets: [...(SMALL.assets ?? []), page] },
    })
    const ask = asking(emulator, await pageToken(emulator, 'client', '3002'))
    expect((await ask('GET', '3001/agencies')).outcome).toBe('100/33')
    expect(
      rowOf(await asking(emulator, await pageToken(emulator, 'client'))('GET', '3001/agencies'), AGENCY),
    ).toBeDefined()
  })
})
