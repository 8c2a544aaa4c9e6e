import { describe, expect, test } from 'vitest'
import { faultsSchema, type FaultInput } from '../../../provider/emulator/faults.ts'
import type { Emulator } from '../../../provider/emulator/index.ts'
import { AGENCY, asking, ids, small } from './support.ts'

const withFault = (...faults: FaultInput[]): Promise<Emulator> => small({ faults })

async function outcomes(emulator: Emulator, count: number, path = 'me'): Promise<string[]> {
  const ask = asking(emulator, emulator.tokens['agency'])
  const seen: string[] = []
  for (let index = 0; index < count; index += 1) seen.push((await ask('GET', path)).outcome)
  return seen
}

const ERROR = { error: { code: 2 } }

describe('a fault', () => {
  test.each([
    [{ nth: 2 }, ['ok', '2', 'ok', 'ok']],
    [{ times: 2 }, ['2', '2', 'ok', 'ok']],
    [{ after: 1 }, ['ok', '2', '2', '2']],
    [{ after: 1, times: 1 }, ['ok', '2', 'ok', 'ok']],
    [{}, ['2', '2', '2', '2']],
  ])('with %j hits %j', async (when, expected) => {
    await using emulator = await withFault({ ...when, outcome: ERROR })
    expect(await outcomes(emulator, 4)).toEqual(expected)
  })

  test.each([
    [{ method: 'POST' as const }, 'ok'],
    [{ edge: 'system_user' }, '2'],
    [{ edge: 'GET system_user' }, '2'],
    [{ edge: 'act' }, 'ok'],
    [{ path: '^/v26.0/me$' }, '2'],
    [{ path: 'act_' }, 'ok'],
    [{ side: `system_user:${AGENCY}` }, '2'],
    [{ side: 'page' }, 'ok'],
    [{ batched: true }, 'ok'],
    [{ limit_above: 50 }, 'ok'],
  ])('on %j answers %s to GET me', async (match, expected) => {
    await using emulator = await withFault({ match, outcome: ERROR })
    expect(await outcomes(emulator, 1)).toEqual([expected])
  })

  test('gives an error its subcode, message and status, also inside HTTP 200', async () => {
    await using emulator = await withFault({
      outcome: { error: { code: 190, subcode: 460, status: 200, message: 'Changed' } },
    })
    const answer = await asking(emulator, emulator.tokens['agency'])('GET', 'me')
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { error: { code: 190, error_subcode: 460, message: 'Changed' } },
    ])
    expect(emulator.requests.entries[0]).toMatchObject({ status: 200, code: 190 })
  })

  test('says the data is too much above a limit', async () => {
    const message = 'Please reduce the amount of data you are asking for, then retry your request'
    await using emulator = await withFault({
      match: { limit_above: 50 },
      outcome: { error: { code: 1, message } },
    })
    const ask = asking(emulator, emulator.tokens['agency'])
    expect((await ask('GET', `${AGENCY}/client_pages`, { limit: '100' })).outcome).toBe('1')
    expect((await ask('GET', `${AGENCY}/client_pages`, { limit: '50' })).outcome).toBe('ok')
  })

  test('empties a list', async () => {
    await using emulator = await withFault({
      match: { edge: 'business/client_pages' },
      outcome: { empty: true },
    })
    expect((await asking(emulator, emulator.tokens['agency'])('GET', `${AGENCY}/client_pages`)).body).toEqual(
      { data: [] },
    )
  })

  test('answers what is not JSON', async () => {
    await using emulator = await withFault({ outcome: { malformed: true } })
    const response = await fetch(`${emulator.url}/v26.0/me`)
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  test('cuts the connection, at once or after a while', async () => {
    await using emulator = await withFault(
      { nth: 1, outcome: { reset: true } },
      { nth: 2, outcome: { hang: 60 } },
    )
    const get = () => fetch(`${emulator.url}/v26.0/me`)
    await expect(get()).rejects.toThrow(TypeError)
    const start = performance.now()
    await expect(get()).rejects.toThrow(TypeError)
    expect(performance.now() - start).toBeGreaterThan(50)
    expect(emulator.requests.entries.map(({ status }) => status)).toEqual([0, 0])
  })

  test.each([
    [true, ['7102']],
    [false, []],
  ])('loses the answer of a write that is carried out: %s', async (carried_out, users) => {
    await using emulator = await withFault({
      match: { method: 'POST' },
      carried_out,
      outcome: { reset: true },
    })
    const ask = asking(emulator, emulator.tokens['agency'])
    await expect(ask('POST', '2001/assigned_users', { user: '7102', tasks: ['ANALYZE'] })).rejects.toThrow(
      TypeError,
    )
    expect(ids(await ask('GET', '2001/assigned_users', { business: AGENCY }))).toEqual(users)
  })

  test('lets a read lag behind', async () => {
    let now = 1_000_000
    await using emulator = await small({
      now: () => now,
      faults: [{ match: { edge: 'pixel/assigned_users', method: 'GET' }, times: 1, outcome: { lag: 5000 } }],
    })
    const ask = asking(emulator, emulator.tokens['agency'])
    now += 1000
    await ask('POST', '2001/assigned_users', { user: '7102', tasks: ['ANALYZE'] })
    expect(ids(await ask('GET', '2001/assigned_users', { business: AGENCY }))).toEqual([])
    expect(ids(await ask('GET', '2001/assigned_users', { business: AGENCY }))).toEqual(['7102'])
  })

  test('delays an answer', async () => {
    await using emulator = await withFault({ outcome: { delay: 60 } })
    const start = performance.now()
    expect(await outcomes(emulator, 1)).toEqual(['ok'])
    expect(performance.now() - start).toBeGreaterThan(50)
  })
})

describe('faultsSchema', () => {
  test.each([
    ['no outcome', { outcome: {} }],
    ['two outcomes', { outcome: { reset: true, hang: 1 } }],
    ['an unknown key', { outcome: { reset: true }, sometimes: true }],
    ['a pattern that is none', { match: { path: '(' }, outcome: { reset: true } }],
  ])('refuses %s', (_name, fault) => {
    expect(faultsSchema.safeParse([fault]).success).toBe(false)
  })

  test('takes a list with defaults', () => {
    expect(faultsSchema.parse([{ outcome: { reset: true } }])).toEqual([
      { match: {}, carried_out: false, outcome: { reset: true } },
    ])
  })
})
