import { describe, expect, test } from 'vitest'
import { AGENCY, asking, small } from '../support.ts'

const BEFORE_EXPIRY = () => Date.parse('2026-10-05T00:00:00Z')
const NOW = () => Date.parse('2026-11-24T00:00:00Z')

describe('the version in the path', () => {
  test.each([
    ['/v26.0', 'v26.0'],
    ['/v25.0', 'v25.0'],
    ['/v24.0', 'v24.0'],
    ['/v12.0', 'v21.0'],
    ['', 'v21.0'],
  ])('"%s" of a Graph node is served as %s', async (version, served) => {
    await using emulator = await small({ now: NOW })
    const { headers, outcome } = await asking(emulator, emulator.tokens['agency'], version)('GET', AGENCY)
    expect([outcome, headers.get('facebook-api-version')]).toEqual(['ok', served])
  })

  test.each([
    ['/v26.0', 'ok'],
    ['/v25.0', 'ok'],
    ['/v24.0', '2635'],
    ['/v12.0', '2635'],
    ['', 'ok'],
    ['/v99.0', '2500'],
  ])('"%s" of a Marketing node is %s', async (version, outcome) => {
    await using emulator = await small({ now: NOW })
    expect((await asking(emulator, emulator.tokens['agency'], version)('GET', 'act_1001')).outcome).toBe(
      outcome,
    )
  })

  test('expires on its day', async () => {
    await using emulator = await small({ now: BEFORE_EXPIRY })
    expect((await asking(emulator, emulator.tokens['agency'], '/v24.0')('GET', 'act_1001')).outcome).toBe(
      'ok',
    )
  })
})

describe('paths', () => {
  test.each([
    ['GET', '1', '100/33'],
    ['GET', `${AGENCY}/nothing`, '100'],
    ['POST', `${AGENCY}/nothing`, '100/33'],
    ['GET', `${AGENCY}/agencies/deeper`, '2500'],
    ['GET', '?ids=act_1001,2001', '100/33'],
  ])('%s %s is %s', async (method, path, outcome) => {
    await using emulator = await small()
    expect((await asking(emulator, emulator.tokens['agency'])(method, path)).outcome).toBe(outcome)
  })

  test('ignore the parameters that Meta took away', async () => {
    await using emulator = await small()
    const params = { pretty: '1', debug: 'all', date_format: 'U' }
    expect((await asking(emulator, emulator.tokens['agency'])('GET', 'me', params)).body).toEqual({
      id: '7001',
      name: 'metagrant',
    })
  })

  test('with metadata=1 tell fields and connections', async () => {
    await using emulator = await small()
    const { body } = await asking(emulator, emulator.tokens['agency'])('GET', AGENCY, { metadata: '1' })
    const { metadata } = body as {
      metadata: { type: string; fields: { name: string }[]; connections: Record<string, string> }
    }
    expect(metadata.type).toBe('business')
    expect(metadata.fields).toContainEqual({ name: 'two_factor_type' })
    expect(metadata.connections['client_pages']).toBe(`${emulator.url}/v26.0/${AGENCY}/client_pages?`)
  })
})
