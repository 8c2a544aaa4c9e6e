import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GraphApi } from '../../../provider/graph/api.ts'
import { errorWithoutCode } from '../../../provider/graph/envelope.ts'
import { listMany } from '../../../provider/graph/list-many.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { listAll, nextOf, rowsOf, rowsWithIds } from '../../../provider/graph/list.ts'
import type { Transport } from '../../../provider/graph/transport.ts'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { AGENCY, CLIENT, small, SMALL } from '../emulator/support.ts'
import { apiOver, graphErrorOf, scripted, serve, TOKEN } from './support.ts'

const BASE = 'https://graph.example'
const EDGE = ['9', 'client_pages'] as const
const link = (after: string) => `${BASE}/v26.0/9/client_pages?fields=id&limit=100&after=${after}`
const page = (ids: readonly string[], next?: string) => ({
  data: ids.map((id) => ({ id })),
  paging: { cursors: {}, ...(next === undefined ? {} : { next }) },
})

function idsOf(rows: readonly { readonly id?: unknown }[]): unknown[] {
  return rows.map(({ id }) => id)
}

/** An edge of `size` rows that has at most `most` of them in a page. */
function edgeOf(size: number, most: number, asked: number[]): Transport {
  return async ({ params }) => {
    const limit = Number(params['limit'])
    asked.push(limit)
    if (limit > most)
      throw errorWithoutCode({ method: 'GET', path: 'x', status: 500 }, 'too-much-data', 'too much')
    const start = Number(params['after'] ?? 0)
    const ids = Array.from({ length: Math.min(limit, size - start) }, (_, index) => String(start + index))
    const next = start + limit < size ? `${BASE}/v26.0/9/x?limit=${limit}&after=${start + limit}` : undefined
    return { body: page(ids, next), status: 200, headers: new Headers() }
  }
}

describe('listAll', () => {
  test('goes on until there is no next, past short and empty pages', async () => {
    const { transport, asked } = scripted(page(['1'], link('a')), page([], link('b')), page(['2']))
    const rows = await listAll(new GraphApi(transport, BASE), EDGE, { fields: 'id' })
    expect(idsOf(rows)).toEqual(['1', '2'])
    expect(asked.map(({ path, params }) => [path, params['limit'], params['after']])).toEqual([
      ['v26.0/9/client_pages', 100, undefined],
      ['v26.0/9/client_pages', '100', 'a'],
      ['v26.0/9/client_pages', '100', 'b'],
    ])
  })

  test('has every row once whatever the size of the edge and of the pages that Meta can bear', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(400), fc.integer({ min: 5, max: 200 }), async (size, most) => {
        const asked: number[] = []
        const rows = await listAll(new GraphApi(edgeOf(size, most, asked), BASE), EDGE)
        expect(idsOf(rows)).toEqual(Array.from({ length: size }, (_, index) => String(index)))
        expect(asked.filter((limit) => limit > most).length).toBeLessThanOrEqual(5)
      }),
    )
  })

  test('halves the page where Meta says the data is too much, also further on', async () => {
    const tooMuch = errorWithoutCode({ method: 'GET', path: 'x', status: 500 }, 'too-much-data', 'no')
    const { transport, asked } = scripted(tooMuch, page(['1'], link('a')), tooMuch, page(['2']))
    expect(idsOf(await listAll(new GraphApi(transport, BASE), EDGE))).toEqual(['1', '2'])
    expect(asked.map(({ params }) => [Number(params['limit']), params['after']])).toEqual([
      [100, undefined],
      [50, undefined],
      [100, 'a'],
      [25, 'a'],
    ])
  })

  test('throws where even the smallest page is too much', async () => {
    const asked: number[] = []
    const error = await graphErrorOf(listAll(new GraphApi(edgeOf(9, 4, asked), BASE), EDGE))
    expect([error.kind, asked]).toEqual(['too-much-data', [100, 50, 25, 12, 6, 5]])
  })

  test.each([
    ['another host', 'https://evil.example/v26.0/9/client_pages?after=a'],
    ['a host that begins like ours', `${BASE}.evil.example/v26.0/9/x`],
    ['our host as a user name', 'https://graph.example@evil.example/v26.0/9/x'],
    ['another scheme', 'http://graph.example/v26.0/9/x'],
    ['another port', 'https://graph.example:8443/v26.0/9/x'],
    ['no address', 'next please'],
  ])('refuses to follow a next to %s', async (_name, next) => {
    const { transport, asked } = scripted(page(['1'], next))
    const error = await graphErrorOf(listAll(new GraphApi(transport, BASE), EDGE))
    expect([error.kind, asked.length]).toEqual(['refused', 1])
  })

  test('refuses a next outside the folder of the base URL', async () => {
    const { transport, asked } = scripted(page(['1'], 'https://proxy.example/graph/../other/9'))
    const error = await graphErrorOf(listAll(new GraphApi(transport, 'https://proxy.example/graph'), EDGE))
    expect([error.kind, asked.length]).toEqual(['refused', 1])
  })

  test('sends nothing of the secrets in a next, and asks its own host', async () => {
    await using server = await serve(
      (url) => ({ body: page(['1'], `${url}/v26.0/9/x?access_token=old&appsecret_proof=f00&after=a`) }),
      { body: page(['2']) },
    )
    await listAll(apiOver({ baseUrl: server.url, token: TOKEN }), EDGE)
    expect(server.sent.map(({ url }) => url)).toEqual([
      '/v26.0/9/client_pages?limit=100',
      '/v26.0/9/x?after=a',
    ])
  })

  test('throws where the pages go round in a circle', async () => {
    const { transport, asked } = scripted(
      page(['1'], link('a')),
      page(['2'], link('b')),
      page(['3'], link('a')),
    )
    const error = await graphErrorOf(listAll(new GraphApi(transport, BASE), EDGE))
    expect([error.kind, asked.length]).toEqual(['refused', 3])
  })

  test.each([[{}], [{ success: true }], [{ data: {} }], [{ data: [null] }], [{ data: ['1'] }], [[]]])(
    'throws for %j, which is no list, rather than find nothing',
    async (body) => {
      const error = await graphErrorOf(listAll(new GraphApi(scripted(body).transport, BASE), EDGE))
      expect(error.kind).toBe('refused')
    },
  )

  test('has all 196 ad accounts of an agency', async () => {
    await using emulator = await small({ estate: withAccounts(196) })
    const rows = await listAll(agencyApi(emulator), [AGENCY, 'client_ad_accounts'], { fields: 'id' })
    expect(new Set(idsOf(rows)).size).toBe(196)
    expect(emulator.requests.counts()).toEqual({ requests: 2, reads: 2, writes: 0 })
  })
})

describe('rowsOf and nextOf', () => {
  test('take an expanded edge that Meta left out for one without rows', () => {
    expect([rowsOf(undefined), nextOf(undefined)]).toEqual([[], undefined])
    expect(nextOf({ data: [], paging: { next: 5 } })).toBeUndefined()
  })
})

describe('listMany', () => {
  const edges = (...ids: readonly string[]) =>
    ids.map((id) => ({ path: [id, 'agencies'], params: { fields: 'id' } }))

  test('has the rows of each edge in order, with an own error for one that fails', async () => {
    await using emulator = await small()
    const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens['client'] ?? '' })
    const lists = await listMany(api, edges('act_1001', 'act_1003', 'act_1002', '3001'))
    const shown = lists.map((list) => ('error' in list ? list.error.kind : idsOf(list.rows)))
    expect(shown).toEqual([[AGENCY], 'gone', [], 'page-token'])
    expect(emulator.requests.entries.filter(({ batched }) => !batched)).toHaveLength(1)
  })

  test('follows the pages of an edge with more than 100 rows', async () => {
    await using emulator = await small({ estate: withPeople(230) })
    const params = { business: AGENCY, fields: 'id' }
    const lists = await listMany(agencyApi(emulator), [{ path: ['act_1001', 'assigned_users'], params }])
    expect(lists.map((list) => ('rows' in list ? list.rows.length : list.error))).toEqual([230])
  })

  test('asks for smaller pages where a first page is too much', async () => {
    const message = 'Please reduce the amount of data'
    const faults = [{ match: { limit_above: 30 }, outcome: { error: { code: 1, status: 500, message } } }]
    await using emulator = await small({ estate: withPeople(60), faults })
    const params = { business: AGENCY, fields: 'id' }
    const lists = await listMany(agencyApi(emulator), [{ path: ['act_1001', 'assigned_users'], params }])
    expect(lists.map((list) => ('rows' in list ? list.rows.length : list.error))).toEqual([60])
  })

  test('gives an edge an error, never a part of its rows, where a later page fails', async () => {
    const faults = [
      { match: { edge: 'act/assigned_users', batched: false }, outcome: { error: { code: 200 } } },
    ]
    await using emulator = await small({ estate: withPeople(130), faults })
    const params = { business: AGENCY, fields: 'id' }
    const [list] = await listMany(agencyApi(emulator), [{ path: ['act_1001', 'assigned_users'], params }])
    expect(list).toMatchObject({ error: { facts: { kind: 'permission' } } })
  })

  test('has the one error for all edges where the batch fails as a whole', async () => {
    await using server = await serve({ status: 400, body: { error: { code: 190, message: 'expired' } } })
    const lists = await listMany(apiOver({ baseUrl: server.url, token: TOKEN }), edges('1', '2'))
    expect(lists.map((list) => ('error' in list ? list.error.kind : 'rows'))).toEqual(['token', 'token'])
  })
})

function agencyApi({ url, tokens }: { url: string; tokens: Readonly<Record<string, string>> }) {
  return apiOver({ baseUrl: url, token: tokens['agency'] ?? '' })
}

function withAccounts(count: number): EstateInput {
  const assets = Array.from({ length: count }, (_, index) => ({
    kind: 'ad_account' as const,
    id: `act_${20_000 + index}`,
    name: `Account ${index}`,
    owner: CLIENT,
    partners: [{ business: AGENCY, tasks: ['ANALYZE'] }],
  }))
  return { ...SMALL, assets }
}

function withPeople(count: number): EstateInput {
  const people = Array.from({ length: count }, (_, index) => ({
    id: String(60_000 + index),
    name: `Person ${index}`,
    email: `person${index}@agency.example`,
  }))
  const [agency, ...others] = SMALL.businesses ?? []
  const account = {
    kind: 'ad_account' as const,
    id: 'act_1001',
    name: 'Account',
    owner: CLIENT,
    partners: [{ business: AGENCY, tasks: ['ANALYZE'] }],
    assignments: people.map(({ id }) => ({ user: id, tasks: ['ANALYZE'] })),
  }
  const businesses = agency === undefined ? others : [{ ...agency, people }, ...others]
  const tokens = (SMALL.tokens ?? []).filter(({ name }) => name === 'agency')
  return { ...SMALL, businesses, tokens, assets: [account] }
}

describe('rowsWithIds', () => {
  test.each([[{}], [{ id: 7 }], [{ id: '' }], [{ id: null }]])(
    'throws for the row %j: the list proves nothing',
    (row) => {
      expect(() => rowsWithIds({ data: [{ id: '1' }, row] })).toThrow(GraphError)
    },
  )

  test('gives rows that are something, and none for an edge that Meta left out', () => {
    expect(rowsWithIds({ data: [{ id: '1' }] })).toEqual([{ id: '1' }])
    expect(rowsWithIds(undefined)).toEqual([])
  })
})
