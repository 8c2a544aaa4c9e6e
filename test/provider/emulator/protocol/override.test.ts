import { describe, expect, test } from 'vitest'
import { NOT_EMULATED } from '../../../../provider/emulator/protocol/failures.ts'
import { AGENCY, asking, CLIENT, ids, small, SMALL } from '../support.ts'

const SHARED = 'act_1001/agencies'

describe('methodOf', () => {
  test.each([
    ['query', (path: string) => [`${path}?method=delete`, { business: AGENCY }] as const, 'form'],
    ['query in capitals', (path: string) => [`${path}?method=DELETE`, { business: AGENCY }] as const, 'json'],
    ['form', (path: string) => [path, { business: AGENCY, method: 'delete' }] as const, 'form'],
    ['JSON', (path: string) => [path, { business: AGENCY, method: 'delete' }] as const, 'json'],
  ] as const)('a DELETE in the %s of a POST takes access away', async (_name, made, encoding) => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    const [path, params] = made(SHARED)
    expect((await ask('POST', path, params, encoding)).body).toEqual({ success: true })
    expect(ids(await ask('GET', SHARED))).toEqual([])
    expect(emulator.requests.entries[0]?.edge).toBe('DELETE act/agencies')
  })

  test('a GET in a POST reads and changes nothing', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    const read = await ask('POST', SHARED, { method: 'get', business: CLIENT, permitted_tasks: ['MANAGE'] })
    expect(ids(read)).toEqual([AGENCY])
  })

  test.each([
    ['POST', 'put'],
    ['POST', 'patch'],
    ['POST', 'delete,get'],
    ['POST', ''],
    ['GET', 'delete'],
    ['GET', 'post'],
    ['DELETE', 'post'],
    ['DELETE', 'get'],
  ])('a %s that carries "%s" is refused in words, and runs nothing', async (outer, method) => {
    await using emulator = await small()
    const before = JSON.stringify(emulator.world.grants.get('act_1001')?.get(AGENCY))
    const ask = asking(emulator, emulator.tokens['client'])
    const answer = await ask(outer, `${SHARED}?method=${method}`, { business: AGENCY })
    expect([answer.status, answer.outcome]).toEqual([501, String(NOT_EMULATED)])
    expect(JSON.stringify(answer.body)).toContain('Not emulated')
    expect(JSON.stringify(emulator.world.grants.get('act_1001')?.get(AGENCY))).toBe(before)
  })

  test('the same method named again changes nothing', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    expect(ids(await ask('GET', SHARED, { method: 'get' }))).toEqual([AGENCY])
  })

  test('an operation of a batch may carry one too', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    const batch = [{ method: 'POST', relative_url: `${SHARED}?method=delete`, body: `business=${AGENCY}` }]
    await ask('POST', '', { batch })
    expect(ids(await ask('GET', SHARED))).toEqual([])
  })

  test('an app made after overrides ended is refused, and nothing runs', async () => {
    const estate = { ...SMALL, app: { ...SMALL.app, method_override: false } }
    await using emulator = await small({ estate })
    const ask = asking(emulator, emulator.tokens['client'])
    const answer = await ask('POST', `${SHARED}?method=delete`, { business: AGENCY }, 'form')
    expect(answer.outcome).toBe('3')
    expect(ids(await ask('GET', SHARED))).toEqual([AGENCY])
  })
})
