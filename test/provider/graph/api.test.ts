import sdk from 'facebook-nodejs-business-sdk'
import { describe, expect, test } from 'vitest'
import { GRAPH_VERSION, GraphApi } from '../../../provider/graph/api.ts'
import { nodeFactsOf } from '../../../provider/graph/nodes.ts'
import { ASSET_KINDS, factsOf } from '../../../provider/model/kinds.ts'
import { AGENCY, small } from '../emulator/support.ts'
import { apiOver, scripted, TOKEN, writesOn } from './support.ts'

const ON_PARTNERS = [
  {
    method: 'POST',
    path: 'v26.0/77/agencies',
    params: { business: '9', permitted_tasks: ['ANALYZE'] },
  },
  { method: 'DELETE', path: 'v26.0/77/agencies', params: { business: '9' } },
]

describe('GraphApi', () => {
  test('installs no crash reporter and becomes nobody’s default', () => {
    const listeners = () =>
      ['uncaughtException', 'unhandledRejection'].map((name) => process.listeners(name as never))
    const before = listeners()
    const api = new GraphApi(scripted({}).transport)
    expect(listeners()).toEqual(before)
    expect(sdk.FacebookAdsApi.getDefaultApi()).not.toBe(api)
  })

  test('keeps what Meta says of a version that it answered by another one', async () => {
    const said = { 'x-ad-api-version-warning': 'The call has been auto-upgraded to v27.0' }
    const api = new GraphApi(async () => ({ body: {}, status: 200, headers: new Headers(said) }))
    expect(api.versionWarning).toBeUndefined()
    await api.call('GET', ['me'])
    expect(api.versionWarning).toBe('The call has been auto-upgraded to v27.0')
  })

  test('holds no token', () => {
    const api = apiOver({ baseUrl: 'http://127.0.0.1:1', token: TOKEN })
    expect(JSON.stringify(api) + Object.values(api).join()).not.toContain(TOKEN)
  })

  test.each(ASSET_KINDS)(
    'has for a %s the requests that Meta documents, without the id that the SDK adds',
    async (kind) => {
      const asked = await writesOn(kind, '77')
      const user = { user: '5', business: '9' }
      expect(asked.map(({ method, path, params }) => ({ method, path, params }))).toEqual([
        ...(factsOf(kind).partnerEdge === 'none' ? [] : ON_PARTNERS),
        { method: 'POST', path: 'v26.0/77/assigned_users', params: { ...user, tasks: ['ANALYZE'] } },
        // Source: graph-api 1.1 (FACT): a pixel has no such edge.
        ...(kind === 'pixel' ? [] : [{ method: 'DELETE', path: 'v26.0/77/assigned_users', params: user }]),
      ])
    },
  )

  test('keeps an id that is not the node’s own', async () => {
    const { transport, asked } = scripted({})
    await new GraphApi(transport).call('GET', ['9', 'x'], { id: '5' })
    expect(asked[0]?.params).toEqual({ id: '5' })
  })

  test('asks the version of ours, not the SDK’s', async () => {
    await using emulator = await small()
    const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens['agency'] ?? '' })
    const account = await new sdk.AdAccount('act_1001', {}, undefined, api).get(['name'])
    expect(Reflect.get(account, 'name')).toBe('Account')
    expect(emulator.requests.entries.map(({ path }) => path)).toEqual([`/${GRAPH_VERSION}/act_1001`])
    expect(sdk.FacebookAdsApi.VERSION).not.toBe(GRAPH_VERSION)
  })

  test('lets the SDK’s cursors turn pages', async () => {
    await using emulator = await small()
    const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens['agency'] ?? '' })
    const cursor = await new sdk.Business(AGENCY, {}, undefined, api).getBusinessUsers(['email'], {
      limit: 1,
    })
    const seen: unknown[] = cursor.map((user: object) => Reflect.get(user, 'email'))
    while (cursor.hasNext()) {
      const page = await cursor.next()
      seen.push(...page.map((user: object) => Reflect.get(user, 'email')))
    }
    expect(new Set(seen)).toEqual(new Set(['ana@agency.example', 'ben@agency.example']))
  })

  test('counts each operation of a batch', async () => {
    const api = new GraphApi(scripted([]).transport)
    await api.call('POST', [], { batch: [{}, {}, {}] })
    await api.call('GET', ['me'])
    expect(api.requests).toBe(4)
  })
})

const SHARE_FIELD = { tasks: 'permitted_tasks', role: 'permitted_roles', nothing: 'id' }

describe('nodeFactsOf', () => {
  test.each(ASSET_KINDS)('names edges of a %s that are there', async (kind) => {
    await using emulator = await small()
    const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens['agency'] ?? '' })
    const { clientEdge, nameField, assignedEdge } = nodeFactsOf(kind)
    const shared: object = await api.call('GET', [AGENCY, clientEdge], {
      fields: ['id', nameField, SHARE_FIELD[factsOf(kind).shareShows]].join(),
    })
    expect(shared).toMatchObject({ data: [expect.anything()] })
    expect(assignedEdge === undefined).toBe(kind === 'instagram')
    if (assignedEdge === undefined) return
    const assigned: object = await api.call('GET', ['7001', assignedEdge], { fields: 'id,tasks' })
    expect(assigned).toMatchObject({ data: expect.any(Array) })
  })
})
