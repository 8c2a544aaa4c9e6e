import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { readOnly } from '../../../provider/graph/read-only.ts'
import { httpTransport, type GraphRequest, type HttpMethod } from '../../../provider/graph/transport.ts'
import { WriteRefused } from '../../../provider/graph/write-refused.ts'
import { SMALL } from '../emulator/support.ts'
import { scripted } from './support.ts'

const get = { method: 'GET', relative_url: 'me?fields=id' }

function request(method: string, path: string, params: GraphRequest['params'] = {}): GraphRequest {
  return { method: method as HttpMethod, path, params }
}

function batch(...operations: readonly unknown[]): GraphRequest {
  return request('POST', 'v26.0', { batch: operations, include_headers: false })
}

describe('readOnly', () => {
  test.each([
    request('GET', 'v26.0/me', { fields: 'id' }),
    batch(get),
    batch({ ...get, method: 'get' }, get),
    batch({ method: 'GET', relative_url: 'v26.0/1/x?fields=name,tasks&limit=5' }),
    request('POST', 'v26.0/', { batch: [get] }),
    batch(),
  ])('passes %j', async (read) => {
    const { transport, asked } = scripted({ id: '1' })
    await readOnly(transport)(read)
    expect(asked).toEqual([read])
  })

  test.each([
    request('POST', 'v26.0/1/agencies', { business: '9' }),
    request('DELETE', 'v26.0/1/agencies', { business: '9' }),
    request('PUT', 'v26.0/1'),
    request('PATCH', 'v26.0/1'),
    request('Post', 'v26.0/1'),
    request('get', 'v26.0/1'),
    request('', 'v26.0/1'),
    request('GET', 'v26.0/1', { method: 'delete' }),
    request('GET', 'v26.0/1', { METHOD: 'post' }),
    request('GET', 'v26.0', { batch: [{ method: 'DELETE', relative_url: '1' }] }),
    request('GET', 'v26.0/1?method=delete'),
    request('GET', 'v26.0/1#x'),
    request('POST', 'v26.0', { batch: JSON.stringify([get]) }),
    request('POST', 'v26.0', {}),
    request('POST', 'v26.0/me', { batch: [get] }),
    request('POST', '', { batch: [get] }),
    request('POST', 'v26.0', { batch: [get], method: 'delete' }),
    request('DELETE', 'v26.0', { batch: [get] }),
    batch(get, { method: 'POST', relative_url: '1/agencies', body: 'business=9' }),
    batch(get, { method: 'post', relative_url: '1/agencies' }),
    batch({ method: ' GET', relative_url: 'me' }),
    batch({ relative_url: 'me' }),
    batch({ method: ['GET'], relative_url: 'me' }),
    batch({ method: 'GET' }),
    batch({ method: 'GET', relative_url: { toString: 'me' } }),
    batch({ method: 'GET', relative_url: '1?method=delete' }),
    batch({ method: 'GET', relative_url: '1?fields=id&%6Dethod=delete' }),
    batch({ method: 'GET', relative_url: '1?method[]=delete' }),
    batch({ method: 'GET', relative_url: '?batch=[]' }),
    batch({ ...get, body: 'method=delete' }),
    batch({ ...get, attached_files: 'a' }),
    batch(null),
    batch('GET me'),
    batch([get]),
  ])('refuses %j and sends nothing', async (write) => {
    const { transport, asked } = scripted({ id: '1' })
    await expect(readOnly(transport)(write)).rejects.toThrow(WriteRefused)
    expect(asked).toEqual([])
  })

  test('names the write within a batch', async () => {
    const { transport } = scripted({})
    const refused = readOnly(transport)(
      batch(get, { method: 'delete', relative_url: '1/agencies?business=9' }),
    )
    await expect(refused).rejects.toMatchObject({ method: 'DELETE', path: '1/agencies' })
  })

  test('lets nothing but reads reach Meta, whatever is asked', async () => {
    await using emulator = await startEmulator({ estate: SMALL })
    const http = httpTransport({ baseUrl: emulator.url, token: emulator.tokens['agency'] ?? '' })
    const before = JSON.stringify([...emulator.world.assignments])
    const method = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('GET', 'get') },
      {
        weight: 3,
        arbitrary: fc.constantFrom('POST', 'post', 'Post', 'DELETE', 'delete', 'PUT', 'GET ', 'HEAD'),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
    )
    const path = fc.constantFrom('me', 'act_1001', 'act_1001/assigned_users', '9001', 'act_1001/agencies', '')
    const more = fc.constantFrom(
      '',
      '?fields=id',
      '?method=delete',
      '?user=7102&tasks=["ADVERTISE"]',
      '#',
      '//',
      '%3F',
    )
    const params = fc.oneof(
      fc.constant({}),
      fc.dictionary(
        fc.constantFrom('user', 'business', 'tasks', 'method', 'batch', 'fields', 'access_token'),
        fc.constantFrom('7102', '9001', '["ADVERTISE"]', 'delete', 'id', ''),
      ),
    )
    const operation = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ method, relative_url: fc.tuple(path, more).map((parts) => parts.join('')) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          method,
          relative_url: path,
          body: fc.constant('user=7102&tasks=["ADVERTISE"]'),
        }),
      },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 'GET', [], {}) },
    )
    const operations = fc.array(operation, { maxLength: 4 })
    const carried = fc.oneof(
      operations,
      operations.map((one) => JSON.stringify(one)),
    )
    const asked = fc.oneof(
      fc.record({ method, path: fc.tuple(path, more).map((parts) => `v26.0/${parts.join('')}`), params }),
      fc.record({
        method: fc.constantFrom('POST', 'post', 'GET'),
        path: fc.constantFrom('v26.0', 'v26.0/', 'v25.0', '', 'me'),
        params: fc.tuple(carried, params).map(([batch, others]) => ({ ...others, batch })),
      }),
    )
    let passed = 0
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        try {
          await readOnly(http)(one as GraphRequest)
          passed += 1
        } catch (error) {
          if (!(error instanceof WriteRefused) && !(error instanceof GraphError)) throw error
        }
      }),
      { numRuns: 4000 },
    )
    const writes = emulator.requests.entries.filter(
      ({ method: sent, edge }) => sent !== 'GET' && edge !== 'POST batch',
    )
    expect(writes).toEqual([])
    expect(passed).toBeGreaterThan(30)
    expect(JSON.stringify([...emulator.world.assignments])).toBe(before)
  })
})
