import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientTokenVariable, connect, connectWith, tokenMissing } from '../../../provider/graph/connect.ts'
import { WriteRefused } from '../../../provider/graph/write-refused.ts'
import { SMALL, small } from '../emulator/support.ts'
import { graphErrorOf, serve, TOKEN } from './support.ts'

const VARIABLE = 'META_AGENCY_TOKEN'

describe('connect', () => {
  test.each([undefined, '', ' ', '\n'])('has no client on the token %j', (token) => {
    expect(connect({ [VARIABLE]: token }, VARIABLE, 'read')).toBeUndefined()
  })

  test.each(['', '/', '///', ' ', '/ '])('asks the URL of META_GRAPH_URL with %j after it', async (after) => {
    await using server = await serve({ body: { id: '1' } })
    const env = { [VARIABLE]: ` ${TOKEN}\n`, META_GRAPH_URL: `${server.url}${after}` }
    await connect(env, VARIABLE, 'read')?.call('GET', ['me'])
    expect(server.sent[0]).toMatchObject({ url: '/v26.0/me', headers: { authorization: `Bearer ${TOKEN}` } })
  })

  test('keeps the path of META_GRAPH_URL, also for further pages', async () => {
    await using server = await serve({ body: { id: '1' } })
    const api = connectWith({ META_GRAPH_URL: `${server.url}/graph/` }, TOKEN, 'read')
    await api.call('GET', ['me'])
    await api.call('GET', `${server.url}/graph/v26.0/me?after=a`)
    expect(server.sent.map(({ url }) => url)).toEqual(['/graph/v26.0/me', '/graph/v26.0/me?after=a'])
  })

  test.each([undefined, '', '  '])('asks Meta itself where META_GRAPH_URL is %j', async (url) => {
    const api = connectWith({ META_GRAPH_URL: url }, 'bad token', 'read')
    const error = await graphErrorOf(api.call('GET', 'http://127.0.0.1:1/v26.0/me'))
    expect(error.facts.message).toContain('https://graph.facebook.com')
  })

  test.each([
    ['emulated-app-secret', '7001'],
    [' emulated-app-secret\n', '7001'],
    ['', 'refused'],
    [undefined, 'refused'],
  ])('proves the token with META_APP_SECRET %j: %s', async (secret, expected) => {
    await using emulator = await small({ estate: { ...SMALL, app: { require_proof: true } } })
    const env = { META_GRAPH_URL: emulator.url, META_APP_SECRET: secret }
    const api = connectWith(env, emulator.tokens['agency'] ?? '', 'read')
    const asked = api.call('GET', ['me']) as Promise<{ id: string }>
    const seen = expected === 'refused' ? (await graphErrorOf(asked)).kind : (await asked).id
    expect(seen).toBe(expected)
  })

  test('sends no proof where META_APP_SECRET is empty', async () => {
    await using server = await serve({ body: { id: '1' } })
    const env = { META_GRAPH_URL: server.url, META_APP_SECRET: '' }
    await connectWith(env, TOKEN, 'read').call('GET', ['me'])
    expect(server.sent[0]?.url).toBe('/v26.0/me')
  })

  test('lets only a client for writing write', async () => {
    await using server = await serve({ body: { success: true } })
    const env = { META_GRAPH_URL: server.url, [VARIABLE]: TOKEN }
    await expect(connect(env, VARIABLE, 'read')?.call('DELETE', ['1'])).rejects.toThrow(WriteRefused)
    expect(server.sent).toHaveLength(0)
    await connect(env, VARIABLE, 'write')?.call('DELETE', ['1'])
    expect(server.sent).toHaveLength(1)
  })
})

describe('clientTokenVariable', () => {
  test.each([
    [{}, 'META_CLIENT_TOKEN_ACME_FR'],
    [{ META_CLIENT_TOKEN: 'all' }, 'META_CLIENT_TOKEN'],
    [{ META_CLIENT_TOKEN: 'all', META_CLIENT_TOKEN_ACME_FR: 'own' }, 'META_CLIENT_TOKEN_ACME_FR'],
    [{ META_CLIENT_TOKEN: 'all', META_CLIENT_TOKEN_ACME_FR: '' }, 'META_CLIENT_TOKEN'],
    [{ META_CLIENT_TOKEN: '', META_CLIENT_TOKEN_ACME_FR: '' }, 'META_CLIENT_TOKEN_ACME_FR'],
    [{ META_CLIENT_TOKEN_ACME: 'another' }, 'META_CLIENT_TOKEN_ACME_FR'],
  ])('in %j is %s', (env, variable) => {
    expect(clientTokenVariable(env, 'acme-fr')).toBe(variable)
  })

  test('differs for every two slugs', () => {
    const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/)
    fc.assert(
      fc.property(slug, slug, (one, other) => {
        expect(clientTokenVariable({}, one) === clientTokenVariable({}, other)).toBe(one === other)
      }),
    )
  })
})

describe('tokenMissing', () => {
  test('names the variable', () => {
    expect(tokenMissing(VARIABLE, 'ours')).toMatchObject({
      code: 'TOKEN_MISSING',
      args: { variable: VARIABLE },
    })
  })
})
