import { describe, expect, test } from 'vitest'
import { generateEstate, startEmulator, type EstateInput } from '../../../provider/emulator/index.ts'
import { AGENCY, asking, CLIENT, ids, pageToken, small, SMALL } from './support.ts'

describe('startEmulator', () => {
  test('names every problem of an estate, and faults that are none', async () => {
    const estate = { estate: 1, assets: [{ kind: 'catalog', id: '1', name: 'x', owner: '2' }] } as EstateInput
    await expect(startEmulator({ estate })).rejects.toThrow(/assets\.0\.owner: /)
    await expect(small({ faults: [{ outcome: {} }] })).rejects.toThrow('exactly one outcome')
  })

  test('makes the same tokens for the same estate, unless the estate writes them', async () => {
    await using one = await small()
    await using two = await small()
    expect(one.tokens).toEqual(two.tokens)
    expect(new Set(Object.values(one.tokens)).size).toBe(Object.keys(one.tokens).length)
    await using three = await startEmulator({
      estate: { ...SMALL, tokens: [{ name: 'mine', token: 'EAAmine-own', holder: '7001' }] },
    })
    expect(three.tokens).toEqual({ mine: 'EAAmine-own' })
  })

  test('takes the port it is given, and fails when it is taken', async () => {
    await using emulator = await small()
    const port = Number(new URL(emulator.url).port)
    await expect(small({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await emulator.close()
    await using again = await small({ port })
    expect(again.url).toBe(emulator.url)
  })

  test('closes at once, also while an answer hangs or waits, and twice', async () => {
    const emulator = await small({ faults: [{ nth: 1, outcome: { hang: 60_000 } }], latencyMs: 0 })
    const hanging = fetch(`${emulator.url}/v26.0/me`).catch(() => 'cut')
    await expect.poll(() => emulator.requests.entries.length).toBe(1)
    const start = performance.now()
    await emulator.close()
    await emulator.close()
    expect(performance.now() - start).toBeLessThan(500)
    expect(await hanging).toBe('cut')
    const slow = await small({ latencyMs: 60_000 })
    const waiting = fetch(`${slow.url}/v26.0/me`).catch(() => 'cut')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await slow.close()
    expect(await waiting).toBe('cut')
  })

  test('waits its latency before each HTTP answer, a batch once', async () => {
    await using emulator = await small({ latencyMs: 60 })
    const ask = asking(emulator, emulator.tokens['agency'])
    const start = performance.now()
    await ask('POST', '', {
      batch: Array.from({ length: 10 }, () => ({ method: 'GET', relative_url: 'me' })),
    })
    const took = performance.now() - start
    expect(took).toBeGreaterThan(50)
    expect(took).toBeLessThan(590)
  })

  test('shows a write to reads after the propagation delay only, and to writes at once', async () => {
    let now = 1_000_000
    await using emulator = await small({ now: () => now, propagationMs: 500 })
    const ask = asking(emulator, emulator.tokens['agency'])
    const users = async () => ids(await ask('GET', '2001/assigned_users', { business: AGENCY }))
    await ask('POST', '2001/assigned_users', { user: '7102', tasks: ['ANALYZE'] })
    expect(await users()).toEqual([])
    now += 499
    expect(await users()).toEqual([])
    now += 1
    expect(await users()).toEqual(['7102'])
    const { body } = await ask('POST', `${AGENCY}/system_users`, { name: 'new' })
    const { id } = body as { id: string }
    expect((await ask('GET', id)).outcome).toBe('100/33')
    expect((await ask('POST', '2001/assigned_users', { user: id, tasks: ['ANALYZE'] })).outcome).toBe('ok')
  })

  test('carries out a thousand assignments in under a second of CPU time', async () => {
    const estate = generateEstate({
      seed: 1,
      clients: 125,
      assetsPerClient: 8,
      peoplePerAsset: 4,
      people: 60,
    })
    await using emulator = await startEmulator({ estate })
    const ask = asking(emulator, emulator.tokens['agency'])
    const pixels = estate.assets.flatMap(({ kind, id }) => (kind === 'pixel' ? [id] : []))
    const before = process.cpuUsage()
    for (let sent = 0; sent < 1000; sent += 50) {
      const batch = Array.from({ length: 50 }, (_, index) => ({
        method: 'POST',
        relative_url: `${pixels[(sent + index) % pixels.length] ?? ''}/assigned_users`,
        body: `user=1221${String(1 + (index % 60)).padStart(14, '0')}&tasks=["ANALYZE"]`,
      }))
      await ask('POST', '', { batch })
    }
    const { user, system } = process.cpuUsage(before)
    expect(emulator.requests.entries.filter(({ status }) => status !== 200)).toEqual([])
    expect((user + system) / 1e6).toBeLessThan(1)
  })
})

describe('requests', () => {
  test('has an entry per operation: edge without ids, side, status and code', async () => {
    await using emulator = await small({ now: () => 0 })
    const ask = asking(emulator, emulator.tokens['agency'])
    await ask('GET', `${AGENCY}/client_pages`, { limit: '5' })
    await ask('DELETE', '2001/assigned_users', { user: '1' })
    await asking(emulator, emulator.tokens['ana'])('GET', 'me')
    await asking(emulator, 'EAAwrong-token')('GET', `${CLIENT}/agencies`)
    const at = '1970-01-01T00:00:00.000Z'
    expect(emulator.requests.entries).toEqual([
      {
        at,
        method: 'GET',
        path: `/v26.0/${AGENCY}/client_pages`,
        edge: 'GET business/client_pages',
        node: AGENCY,
        side: `system_user:${AGENCY}`,
        status: 200,
        batched: false,
      },
      {
        at,
        method: 'DELETE',
        path: '/v26.0/2001/assigned_users',
        edge: 'DELETE pixel/assigned_users',
        node: '2001',
        side: `system_user:${AGENCY}`,
        status: 400,
        code: 100,
        batched: false,
      },
      {
        at,
        method: 'GET',
        path: '/v26.0/me',
        edge: 'GET user',
        node: 'me',
        side: `user:${AGENCY}`,
        status: 200,
        batched: false,
      },
      {
        at,
        method: 'GET',
        path: `/v26.0/${CLIENT}/agencies`,
        edge: 'GET business/agencies',
        node: CLIENT,
        side: 'none',
        status: 401,
        code: 190,
        batched: false,
      },
    ])
  })

  test('counts each operation of a batch, but not the request around them', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['agency'])
    await ask('POST', '', {
      batch: [
        { method: 'GET', relative_url: 'me' },
        { method: 'POST', relative_url: '2001/assigned_users', body: 'user=7102&tasks=["ANALYZE"]' },
      ],
    })
    expect(emulator.requests.counts()).toEqual({ requests: 2, reads: 1, writes: 1 })
    expect(emulator.requests.entries.map(({ edge, batched }) => [edge, batched])).toEqual([
      ['GET system_user', true],
      ['POST pixel/assigned_users', true],
      ['POST batch', false],
    ])
    emulator.requests.clear()
    expect(emulator.requests.counts()).toEqual({ requests: 0, reads: 0, writes: 0 })
  })

  test('never holds a token', async () => {
    await using emulator = await small()
    const page = await pageToken(emulator, 'agency')
    const access_token = emulator.tokens['agency'] ?? ''
    const ask = asking(emulator, undefined)
    await ask('GET', 'me', { access_token })
    await ask('GET', 'debug_token', { access_token, input_token: page })
    await ask('POST', '2001/assigned_users', { access_token, user: '7102', tasks: ['ANALYZE'] })
    await ask('POST', '', {
      access_token,
      batch: [{ method: 'GET', relative_url: `3001?access_token=${page}`, access_token: page }],
    })
    const log = JSON.stringify(emulator.requests.entries)
    expect(emulator.requests.entries).toHaveLength(6)
    for (const token of [access_token, page]) expect(log).not.toContain(token)
  })
})
