import { describe, expect, test } from 'vitest'
import { startEmulator, type EstateInput } from '../../../../provider/emulator/index.ts'
import { AGENCY, asking, SMALL, type Ask } from '../support.ts'

const MINUTE = 60_000

async function fill(ask: Ask, path: string, count: number): Promise<void> {
  for (let asked = 0; asked < count; asked += 50) {
    const batch = Array.from({ length: Math.min(50, count - asked) }, () => ({
      method: 'GET',
      relative_url: path,
    }))
    await ask('POST', '', { batch })
  }
}

function usageOf(headers: Headers, name: string): unknown {
  return JSON.parse(headers.get(name) ?? 'null')
}

const LIMITED: EstateInput = { ...SMALL, app: { tier: 'limited', daily_users: 1 } }

describe('the budget', () => {
  test('of a system user throttles with 17 and says when calls fit in again', async () => {
    let now = Date.parse('2026-11-24T10:00:00Z')
    await using emulator = await startEmulator({ estate: LIMITED, now: () => now })
    const ask = asking(emulator, emulator.tokens['agency'])
    await fill(ask, 'me', 150)
    now += 10 * MINUTE
    await fill(ask, 'me', 149)
    const last = await ask('GET', 'me')
    expect(last.outcome).toBe('ok')
    expect(usageOf(last.headers, 'x-business-use-case-usage')).toMatchObject({
      [AGENCY]: [
        {
          type: 'ads_management',
          call_count: 100,
          estimated_time_to_regain_access: 0,
          ads_api_access_tier: 'development_access',
        },
      ],
    })
    const refused = await ask('GET', 'me')
    expect(refused.outcome).toBe('17/2446079')
    expect(usageOf(refused.headers, 'x-business-use-case-usage')).toMatchObject({
      [AGENCY]: [{ estimated_time_to_regain_access: 50 }],
    })
    now += 49 * MINUTE
    expect((await ask('GET', 'me')).outcome).toBe('17/2446079')
    now += MINUTE
    expect((await ask('GET', 'me')).outcome).toBe('ok')
  })

  test('of an ad account is its own, throttles with 80004, and grows by 40 with each active ad', async () => {
    const assets = (SMALL.assets ?? []).map((asset) =>
      asset.kind === 'ad_account' ? { ...asset, active_ads: 1 } : asset,
    )
    await using emulator = await startEmulator({ estate: { ...LIMITED, assets } })
    const ask = asking(emulator, emulator.tokens['agency'])
    await fill(ask, 'act_1001', 339)
    const last = await ask('GET', 'act_1001')
    expect([last.outcome, usageOf(last.headers, 'x-ad-account-usage')]).toMatchObject([
      'ok',
      { acc_id_util_pct: 100 },
    ])
    const refused = await ask('GET', 'act_1001')
    expect(refused.outcome).toBe('80004')
    expect(usageOf(refused.headers, 'x-business-use-case-usage')).toMatchObject({
      1001: [{ estimated_time_to_regain_access: 60 }],
    })
    expect((await ask('GET', 'me')).outcome).toBe('ok')
  })

  test("of people is the app's, and throttles with 4 and without its header", async () => {
    await using emulator = await startEmulator({ estate: LIMITED })
    const ask = asking(emulator, emulator.tokens['ana'])
    await fill(ask, 'me', 199)
    const last = await ask('GET', 'me')
    expect(usageOf(last.headers, 'x-app-usage')).toMatchObject({ call_count: 100 })
    const refused = await ask('GET', 'me')
    expect([refused.outcome, refused.headers.get('x-app-usage')]).toEqual(['4', null])
    expect((await asking(emulator, emulator.tokens['agency'])('GET', 'me')).outcome).toBe('ok')
  })

  test('of the full tier is a hundred thousand calls', async () => {
    await using emulator = await startEmulator({ estate: SMALL })
    const ask = asking(emulator, emulator.tokens['agency'])
    await fill(ask, 'me', 1000)
    const { headers } = await ask('GET', 'me')
    expect(usageOf(headers, 'x-business-use-case-usage')).toMatchObject({
      [AGENCY]: [{ call_count: 1, ads_api_access_tier: 'standard_access' }],
    })
  })
})
