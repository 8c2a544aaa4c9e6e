import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { errorWithoutCode } from '../../../provider/graph/envelope.ts'
import type { ErrorKind } from '../../../provider/graph/error-kinds.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { withOperationRetry } from '../../../provider/graph/retry-operations.ts'
import { DEFAULT_RETRY, withRetry, type RetryPolicy } from '../../../provider/graph/retry.ts'
import { httpTransport, type GraphRequest } from '../../../provider/graph/transport.ts'
import { graphErrorOf, scripted, serve, TOKEN, envelope, type Reply } from './support.ts'

const READ: GraphRequest = { method: 'GET', path: 'v26.0/1', params: {} }
const WRITE: GraphRequest = { method: 'POST', path: 'v26.0/1/agencies', params: { business: '9' } }
const SETS: GraphRequest = {
  method: 'POST',
  path: 'v26.0/1/assigned_users',
  params: { user: '5' },
  repeatable: true,
}
const REMOVE: GraphRequest = {
  method: 'DELETE',
  path: 'v26.0/1/agencies',
  params: { business: '9' },
  repeatable: true,
}
const BATCH: GraphRequest = batchOf('me')

function batchOf(...urls: readonly string[]): GraphRequest {
  const batch = urls.map((url) => ({ method: 'GET', relative_url: url }))
  return { method: 'POST', path: 'v26.0', params: { batch } }
}

function errorOf(kind: ErrorKind, waitMinutes?: number): GraphError {
  const { facts } = errorWithoutCode({ method: 'GET', path: 'x', status: 400 }, kind, 'no')
  return new GraphError({ ...facts, ...(waitMinutes === undefined ? {} : { waitMinutes }) })
}

/** The policy of the product with a clock that only counts. */
function counting(random = 0): { policy: RetryPolicy; waits: number[] } {
  const waits: number[] = []
  const sleep = async (ms: number) => void waits.push(ms)
  return { policy: { ...DEFAULT_RETRY, random: () => random, sleep }, waits }
}

describe('withRetry', () => {
  test.each<[ErrorKind, GraphRequest, number]>([
    ['transient', READ, 4],
    ['transient', WRITE, 1],
    ['transient', SETS, 4],
    ['unreachable', SETS, 1],
    ['transient', REMOVE, 4],
    ['unreachable', READ, 4],
    ['unreachable', BATCH, 4],
    ['unreachable', WRITE, 1],
    ['unreachable', REMOVE, 1],
    ['throttled', READ, 4],
    ['throttled', WRITE, 4],
    ['blocked', READ, 1],
    ['token', READ, 1],
    ['permission', READ, 1],
    ['gone', READ, 1],
    ['too-much-data', READ, 1],
    ['refused', READ, 1],
    ['exists', WRITE, 1],
  ])('asks after %s of %j %i times', async (kind, request, times) => {
    const { transport, asked } = scripted(errorOf(kind))
    const error = await graphErrorOf(withRetry(transport, counting().policy)(request))
    expect([error.kind, asked.length]).toEqual([kind, times])
  })

  test.each<[string, Reply]>([
    ['a cut connection', 'reset'],
    ['an HTML page', { status: 502, body: '<html>' }],
    ['malformed JSON', { body: '{' }],
  ])('sends a write once where %s leaves its outcome unknown, and a read again', async (_name, reply) => {
    await using server = await serve(reply)
    const patient = withRetry(httpTransport({ baseUrl: server.url, token: TOKEN }), counting().policy)
    await graphErrorOf(patient(WRITE))
    expect(server.sent).toHaveLength(1)
    await graphErrorOf(patient(READ))
    expect(server.sent).toHaveLength(5)
  })

  test('ends with the first good answer', async () => {
    const { transport, asked } = scripted(errorOf('transient'), errorOf('unreachable'), { id: '1' })
    expect(await withRetry(transport, counting().policy)(READ)).toMatchObject({ body: { id: '1' } })
    expect(asked).toEqual([READ, READ, READ])
  })

  test.each([
    [0, [400, 800, 1600]],
    [1, [200, 400, 800]],
  ])('doubles the wait, with the random share %s taken off', async (random, expected) => {
    const { policy, waits } = counting(random)
    await graphErrorOf(withRetry(scripted(errorOf('transient')).transport, policy)(READ))
    expect(waits).toEqual(expected)
  })

  test.each([
    [1, [60_000, 60_000, 60_000]],
    [0, [400, 800, 1600]],
    [undefined, [400, 800, 1600]],
    [2, []],
    [1440, []],
  ])(
    'waits the %s minutes that Meta asks for, unless that is beyond the longest wait',
    async (minutes, expected) => {
      const { policy, waits } = counting()
      const error = await graphErrorOf(
        withRetry(scripted(errorOf('throttled', minutes)).transport, policy)(READ),
      )
      expect([waits, error.facts.waitMinutes]).toEqual([expected, minutes])
    },
  )

  test('never waits longer than the longest wait, and never sends a write of unknown outcome again', async () => {
    const kinds = fc.constantFrom<ErrorKind>('transient', 'unreachable', 'throttled', 'blocked', 'gone')
    const script = fc.array(fc.tuple(kinds, fc.option(fc.nat(300), { nil: undefined })), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(script, fc.constantFrom(READ, WRITE, SETS, REMOVE), async (errors, request) => {
        const { policy, waits } = counting()
        const all = errors.map(([kind, minutes]) => errorOf(kind, minutes))
        const { transport, asked } = scripted(...all)
        await graphErrorOf(withRetry(transport, policy)(request))
        expect(Math.max(0, ...waits)).toBeLessThanOrEqual(policy.longestWaitMs)
        expect(waits).toHaveLength(asked.length - 1)
        const isLost = ({ kind }: GraphError) =>
          kind === 'unreachable' || (kind === 'transient' && request.repeatable !== true)
        const lost = all.findIndex(isLost)
        if (request !== READ && lost !== -1) expect(asked.length).toBeLessThanOrEqual(lost + 1)
      }),
    )
  })

  test('lets what is no GraphError through at once', async () => {
    const { transport, asked } = scripted(new TypeError('bug'))
    await expect(withRetry(transport, counting().policy)(READ)).rejects.toThrow(TypeError)
    expect(asked).toHaveLength(1)
  })
})

describe('withOperationRetry', () => {
  const fine = (id: string) => ({ code: 200, body: JSON.stringify({ id }) })
  const bad = (code: number) => ({ code: 400, body: JSON.stringify(envelope(code)) })
  const urlsOf = (asked: readonly GraphRequest[]) =>
    asked.map(({ params }) => (params['batch'] as { relative_url: string }[]).map((one) => one.relative_url))

  test('asks again only what had no answer or a passing error, and keeps the order', async () => {
    const { transport, asked } = scripted(
      [fine('a'), null, bad(2), bad(100), bad(4)],
      [null, fine('c'), bad(4)],
      [fine('b'), fine('e')],
    )
    const { body } = await withOperationRetry(transport, counting().policy)(batchOf('a', 'b', 'c', 'd', 'e'))
    expect(body).toEqual([fine('a'), fine('b'), fine('c'), bad(100), fine('e')])
    expect(urlsOf(asked)).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      ['b', 'c', 'e'],
      ['b', 'e'],
    ])
  })

  test.each([[null], [bad(2)], [bad(4)], [{ code: 502, body: '<html>' }], [undefined]])(
    'gives up on %j after the attempts of the policy, with growing waits',
    async (result) => {
      const { transport, asked } = scripted([result])
      const { policy, waits } = counting()
      await withOperationRetry(transport, policy)(BATCH)
      expect([asked.length, waits]).toEqual([4, [400, 800, 1600]])
    },
  )

  test.each([fine('a'), bad(190), bad(200), bad(100), bad(368)])('takes %j as it is', async (result) => {
    const { transport, asked } = scripted([result])
    expect((await withOperationRetry(transport, counting().policy)(BATCH)).body).toEqual([result])
    expect(asked).toHaveLength(1)
  })

  test('keeps the answers there are when asking again fails as a whole', async () => {
    const { transport } = scripted([fine('a'), null], errorOf('unreachable'))
    const { body } = await withOperationRetry(transport, counting().policy)(batchOf('a', 'b'))
    expect(body).toEqual([fine('a'), null])
  })

  test('throws when the batch fails as a whole at first', async () => {
    const { transport } = scripted(errorOf('token'))
    expect((await graphErrorOf(withOperationRetry(transport, counting().policy)(BATCH))).kind).toBe('token')
  })

  test.each([READ, WRITE, { ...BATCH, params: { batch: [{ method: 'POST', relative_url: '1/agencies' }] } }])(
    'leaves %j alone',
    async (request) => {
      const { transport, asked } = scripted([null])
      await withOperationRetry(transport, counting().policy)(request)
      expect(asked).toEqual([request])
    },
  )

  test('waits as long as the newest outer answer says', async () => {
    const headers = { 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":1}]}' }
    const limited = { body: [bad(80004)] }
    await using server = await serve(limited, { ...limited, headers }, { body: [fine('a')] })
    const { policy, waits } = counting()
    const http = httpTransport({ baseUrl: server.url, token: TOKEN })
    const { body } = await withOperationRetry(http, policy)(BATCH)
    expect([waits, body]).toEqual([[400, 60_000], [fine('a')]])
  })
})
