import { createHmac } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { httpTransport, type GraphRequest } from '../../../provider/graph/transport.ts'
import { small } from '../emulator/support.ts'
import { SMALL } from '../emulator/support.ts'
import { envelope, graphErrorOf, serve, TOKEN, type Reply } from './support.ts'

const READ: GraphRequest = { method: 'GET', path: 'v26.0/act_1', params: { fields: 'id,name' } }
const WRITE: GraphRequest = {
  method: 'POST',
  path: 'v26.0/act_1/agencies',
  params: { business: '9', permitted_tasks: ['ANALYZE'] },
}
const REMOVE: GraphRequest = { method: 'DELETE', path: 'v26.0/act_1/agencies', params: { business: '9' } }
const FINE: Reply = { body: { success: true } }

describe('httpTransport', () => {
  test.each([READ, WRITE, REMOVE])('sends the token in the header and nowhere else: %j', async (request) => {
    await using server = await serve(FINE)
    await httpTransport({ baseUrl: server.url, token: TOKEN, appSecret: 'secret' })(request)
    const [sent] = server.sent
    expect(sent?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    const { authorization: _, ...others } = sent?.headers ?? {}
    expect(JSON.stringify([sent?.url, sent?.body, others])).not.toContain(TOKEN.slice(0, 16))
    expect(JSON.stringify(server.sent)).not.toContain('"secret"')
  })

  test('puts the parameters of a GET and a DELETE in the query and those of a POST in a JSON body', async () => {
    await using server = await serve(FINE)
    const transport = httpTransport({ baseUrl: server.url, token: TOKEN })
    for (const request of [READ, WRITE, REMOVE]) await transport(request)
    expect(server.sent.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', '/v26.0/act_1?fields=id%2Cname', ''],
      ['POST', '/v26.0/act_1/agencies', '{"business":"9","permitted_tasks":["ANALYZE"]}'],
      ['DELETE', '/v26.0/act_1/agencies?business=9', ''],
    ])
  })

  test('sends objects in a query as JSON and leaves undefined out', async () => {
    await using server = await serve(FINE)
    const params = { list: ['a'], none: undefined, number: 5 }
    await httpTransport({ baseUrl: server.url, token: TOKEN })({ ...READ, params })
    expect(server.sent[0]?.url).toBe(`/v26.0/act_1?list=${encodeURIComponent('["a"]')}&number=5`)
  })

  test.each([READ, WRITE, REMOVE])('proves the token with the secret of the app: %j', async (request) => {
    await using server = await serve(FINE)
    await httpTransport({ baseUrl: server.url, token: TOKEN, appSecret: 'app-secret' })(request)
    const proof = createHmac('sha256', 'app-secret').update(TOKEN).digest('hex')
    const { url, body } = server.sent[0] ?? { url: '', body: '' }
    const query = new URL(url, server.url).searchParams.get('appsecret_proof')
    expect(query ?? Reflect.get(JSON.parse(body) as object, 'appsecret_proof')).toBe(proof)
  })

  test.each([
    ['emulated-app-secret', undefined],
    ['another-secret', 100],
    [undefined, 100],
  ])(
    'with the secret %s answers %s where the app wants proof, alone and in a batch',
    async (appSecret, code) => {
      await using emulator = await small({ estate: { ...SMALL, app: { require_proof: true } } })
      const connection = { baseUrl: emulator.url, token: emulator.tokens['agency'] ?? '', appSecret }
      const transport = httpTransport(connection)
      const batch = [{ method: 'GET', relative_url: 'me?fields=id' }]
      const single = transport({ method: 'GET', path: 'v26.0/me', params: {} })
      const many = transport({ method: 'POST', path: 'v26.0', params: { batch } }).then(({ body }) => body)
      if (code === undefined) {
        expect((await single).body).toMatchObject({ id: '7001' })
        expect(await many).toMatchObject([{ code: 200 }])
      } else {
        expect((await graphErrorOf(single)).facts).toMatchObject({ code, kind: 'refused' })
        expect(JSON.stringify(await many)).toContain(`\\"code\\":${code}`)
      }
    },
  )

  test.each<[string, Reply, object]>([
    [
      'an error of Meta',
      { status: 400, body: envelope(200) },
      { kind: 'permission', code: 200, status: 400 },
    ],
    [
      'an error inside HTTP 200',
      { body: envelope(190, { error_subcode: 463 }) },
      { kind: 'token', status: 200 },
    ],
    [
      'an error_subcode of 0',
      { body: envelope(190, { error_subcode: 0, message: 'Page Access Token' }) },
      { kind: 'page-token', subcode: undefined },
    ],
    ['an error_subcode of null', { body: envelope(190, { error_subcode: null }) }, { subcode: undefined }],
    [
      'a code as a text',
      { body: { error: { code: '4' } } },
      { kind: 'throttled', code: 4, message: 'no message' },
    ],
    [
      'error_data as a JSON text',
      { body: envelope(100, { error_data: '{"blame_field_specs":[["tasks"]]}' }) },
      { code: 100 },
    ],
    ['error_data as an object', { body: envelope(100, { error_data: { hash: 'x' } }) }, { code: 100 }],
    [
      'an error that is only a text',
      { body: { error: 'invalid_grant' } },
      { kind: 'refused', message: 'invalid_grant' },
    ],
    [
      'the title of an error',
      { body: envelope(100, { error_user_title: 'Not Supported' }) },
      { message: '(#100) no: Not Supported' },
    ],
    ['the trace id of an error', { body: envelope(100) }, { traceId: 'AbC' }],
    ['malformed JSON', { body: '{"data":[' }, { kind: 'unreachable', status: 200 }],
    ['an HTML page', { status: 502, body: '<html>Bad gateway</html>' }, { kind: 'unreachable', status: 502 }],
    ['an empty body', { body: '' }, { kind: 'unreachable', status: 200 }],
    ['null', { body: null }, { kind: 'unreachable', status: 200 }],
    ['a bare number', { body: 1 }, { kind: 'unreachable', status: 200 }],
    [
      'a body without an error under HTTP 500',
      { status: 500, body: { data: [] } },
      { kind: 'unreachable', status: 500 },
    ],
    ['a cut connection', 'reset', { kind: 'unreachable', status: 0 }],
    ['no answer', 'hang', { kind: 'unreachable', status: 0, message: 'no answer in time' }],
    [
      'a redirect',
      { status: 302, body: {}, headers: { location: '/v26.0/elsewhere' } },
      { kind: 'unreachable', status: 0 },
    ],
  ])('throws a GraphError for %s', async (_name, reply, facts) => {
    await using server = await serve(reply, FINE)
    // Only where no answer comes may the time be short: a loaded machine needs longer for an answer.
    const timeoutMs = reply === 'hang' ? 150 : 20_000
    const transport = httpTransport({ baseUrl: server.url, token: TOKEN, timeoutMs })
    const error = await graphErrorOf(transport(READ))
    expect(error.facts).toMatchObject({ method: 'GET', path: 'v26.0/act_1', ...facts })
    expect(server.sent).toHaveLength(1)
  })

  test('throws a GraphError for a port where nobody listens', async () => {
    const error = await graphErrorOf(httpTransport({ baseUrl: 'http://127.0.0.1:1', token: TOKEN })(READ))
    expect(error.kind).toBe('unreachable')
  })

  test('gives up on a body that does not end in time', async () => {
    await using emulator = await small({ faults: [{ outcome: { delay: 2000 } }] })
    const transport = httpTransport({ baseUrl: emulator.url, token: TOKEN, timeoutMs: 100 })
    expect((await graphErrorOf(transport(READ))).facts.message).toBe('no answer in time')
  })

  test.each([
    ['minutes of a business use case', { 'x-business-use-case-usage': usage(7) }, 7],
    [
      'seconds of an ad account',
      { 'x-ad-account-usage': '{"acc_id_util_pct":100,"reset_time_duration":61}' },
      2,
    ],
    ['no wait', {}, undefined],
    ['a header that is no JSON', { 'x-business-use-case-usage': 'busy' }, undefined],
  ])('reads %s out of a throttled answer', async (_name, headers, waitMinutes) => {
    await using server = await serve({ status: 400, body: envelope(80004), headers })
    const error = await graphErrorOf(httpTransport({ baseUrl: server.url, token: TOKEN })(READ))
    expect(error.facts.waitMinutes).toBe(waitMinutes)
  })

  test('takes no wait from an error that has nothing to do with limits', async () => {
    await using server = await serve({
      body: envelope(200),
      headers: { 'x-business-use-case-usage': usage(7) },
    })
    const error = await graphErrorOf(httpTransport({ baseUrl: server.url, token: TOKEN })(READ))
    expect(error.facts).not.toHaveProperty('waitMinutes')
  })

  test.each([
    ['quoted in a message', envelope(190, { message: `Malformed access token ${TOKEN}` })],
    ['quoted in an error that is a text', { error: `token ${TOKEN}` }],
    ['of a strange shape', envelope(190, { message: 'Cannot parse my-own-token-0123456789' })],
  ])('hides a token %s', async (_name, body) => {
    await using server = await serve({ body })
    for (const token of [TOKEN, 'my-own-token-0123456789']) {
      const error = await graphErrorOf(httpTransport({ baseUrl: server.url, token })(READ))
      expect(inspect(error) + JSON.stringify(error)).not.toContain(token)
    }
  })

  test('hides our token where Meta puts it into a link', async () => {
    const next = `https://graph.facebook.com/v26.0/1/x?access_token=${TOKEN}&after=a`
    await using server = await serve({ body: { data: [], paging: { next } } })
    const { body } = await httpTransport({ baseUrl: server.url, token: TOKEN })(READ)
    expect(JSON.stringify(body)).not.toContain(TOKEN)
    expect(JSON.stringify(body)).toContain('after=a')
  })

  test.each(['EAAG0123456789\nabcdefghijkl', '“EAAG0123456789abcdef”', 'two words'])(
    'refuses the malformed token %j without quoting or sending it',
    async (token) => {
      await using server = await serve(FINE)
      const error = await graphErrorOf(httpTransport({ baseUrl: server.url, token })(READ))
      expect([error.kind, server.sent.length]).toEqual(['token', 0])
      expect(inspect(error)).not.toContain(token.slice(-8))
    },
  )
})

function usage(minutes: number): string {
  const one = { type: 'ads_management', call_count: 100, estimated_time_to_regain_access: minutes }
  return JSON.stringify({ '1': [{ ...one, estimated_time_to_regain_access: 0 }], '2': [one] })
}
