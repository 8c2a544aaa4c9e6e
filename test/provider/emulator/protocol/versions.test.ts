import { describe, expect, test } from 'vitest'
import { AGENCY, asking, small, SMALL } from '../support.ts'

const NOW = () => Date.parse('2026-11-24T00:00:00Z')

describe('the version in the path', () => {
  test.each([
    ['/v27.0', 'v27.0'],
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
    ['/v27.0', 'ok', 'v27.0', false],
    ['/v26.0', 'ok', 'v26.0', false],
    ['/v25.0', 'ok', 'v25.0', false],
    ['/v24.0', 'ok', 'v25.0', true],
    ['/v12.0', 'ok', 'v25.0', true],
    ['', 'ok', 'v27.0', false],
    ['/v99.0', '2500', null, false],
  ])('"%s" of a Marketing node is %s, served as %s', async (version, outcome, served, warned) => {
    await using emulator = await small({ now: NOW })
    const answer = await asking(emulator, emulator.tokens['agency'], version)('GET', 'act_1001')
    expect([answer.outcome, answer.headers.get('facebook-api-version')]).toEqual([outcome, served])
    expect(answer.headers.has('x-ad-api-version-warning')).toBe(warned)
  })

  test.each([
    ['2026-11-09', 'v24.0', 'v24.0'],
    ['2026-11-10', 'v24.0', 'v25.0'],
    ['2027-02-22', 'v25.0', 'v25.0'],
    ['2027-02-23', 'v25.0', 'v26.0'],
  ])('on %s %s of a Marketing node is served as %s', async (day, version, served) => {
    await using emulator = await small({ now: () => Date.parse(day) })
    const { headers } = await asking(emulator, emulator.tokens['agency'], `/${version}`)('GET', 'act_1001')
    expect(headers.get('facebook-api-version')).toBe(served)
  })

  test('is not upgraded for an app that opted out', async () => {
    const estate = { ...SMALL, app: { ...SMALL.app, version_upgrades: false } }
    await using emulator = await small({ now: NOW, estate })
    const ask = asking(emulator, emulator.tokens['agency'], '/v24.0')
    expect((await ask('GET', 'act_1001')).outcome).toBe('2635')
    expect((await ask('GET', AGENCY)).outcome).toBe('ok')
  })

  test('is not upgraded before upgrades began', async () => {
    await using emulator = await small({ now: () => Date.parse('2026-07-01') })
    expect((await asking(emulator, emulator.tokens['agency'], '/v23.0')('GET', 'act_1001')).outcome).toBe(
      '2635',
    )
  })

  test.each([
    ['/v23.0', '2635'],
    ['/v24.0', 'ok'],
  ])('%s of an endpoint that changed in v24 is %s', async (version, outcome) => {
    await using emulator = await small({ now: NOW })
    const params = {
      name: 'x',
      objective: 'OUTCOME_SALES',
      special_ad_categories: [],
      is_adset_budget_sharing_enabled: false,
      execution_options: ['validate_only'],
    }
    const ask = asking(emulator, emulator.tokens['agency'], version)
    expect((await ask('POST', 'act_1001/campaigns', params)).outcome).toBe(outcome)
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
