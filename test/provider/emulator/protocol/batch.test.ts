import { describe, expect, test } from 'vitest'
import type { Emulator } from '../../../../provider/emulator/index.ts'
import { AGENCY, asking, outcomeOf, pageToken, small } from '../support.ts'

type Part = {
  readonly code: number
  readonly body: string
  readonly headers?: { name: string; value: string }[]
} | null

async function run(
  emulator: Emulator,
  batch: readonly object[],
  extra: object = {},
  encoding: 'json' | 'form' = 'json',
  token = 'agency',
) {
  const answer = await asking(emulator, emulator.tokens[token])(
    'POST',
    '',
    { batch: [...batch], ...extra },
    encoding,
  )
  return { ...answer, parts: Array.isArray(answer.body) ? (answer.body as Part[]) : [] }
}

const bodyOf = (part: Part | undefined): unknown => JSON.parse(part?.body ?? 'null')

describe('a batch', () => {
  test.each(['json', 'form'] as const)(
    'as %s answers in order, each operation with its own error',
    async (encoding) => {
      await using emulator = await small()
      const { parts, status } = await run(
        emulator,
        [
          { method: 'GET', relative_url: 'me?fields=id' },
          { method: 'GET', relative_url: 'act_1002' },
          {
            method: 'POST',
            relative_url: '2001/assigned_users',
            body: 'user=7102&tasks=%5B%22ANALYZE%22%5D',
          },
        ],
        {},
        encoding,
      )
      expect(status).toBe(200)
      expect(parts.map((part) => part?.code)).toEqual([200, 400, 200])
      expect([bodyOf(parts[0]), outcomeOf(bodyOf(parts[1])), bodyOf(parts[2])]).toEqual([
        { id: '7001' },
        '100/33',
        { success: true },
      ])
    },
  )

  test('is taken from a multipart form, as curl sends it', async () => {
    await using emulator = await small()
    const body = new FormData()
    body.set('access_token', emulator.tokens['agency'] ?? '')
    body.set('batch', JSON.stringify([{ method: 'GET', relative_url: 'v26.0/me?fields=id' }]))
    const parts = (await (await fetch(emulator.url, { method: 'POST', body })).json()) as Part[]
    expect(bodyOf(parts[0])).toEqual({ id: '7001' })
  })

  test('takes 50 operations and no more', async () => {
    await using emulator = await small()
    const some = (count: number) =>
      Array.from({ length: count }, () => ({ method: 'GET', relative_url: 'me' }))
    expect((await run(emulator, some(50))).parts).toHaveLength(50)
    expect((await run(emulator, some(51))).outcome).toBe('100')
    expect((await run(emulator, [], { batch: '{}' })).outcome).toBe('100')
  })

  test('leaves headers out on demand', async () => {
    await using emulator = await small()
    const one = [{ method: 'GET', relative_url: 'me' }]
    expect((await run(emulator, one)).parts[0]).toHaveProperty('headers')
    expect((await run(emulator, one, { include_headers: false })).parts[0]).not.toHaveProperty('headers')
  })

  test("uses an operation's own token", async () => {
    await using emulator = await small()
    const token = await pageToken(emulator, 'agency')
    const relative_url = `3001/assigned_users?business=${AGENCY}`
    const { parts } = await run(emulator, [
      { method: 'GET', relative_url },
      { method: 'GET', relative_url, access_token: token },
      { method: 'GET', relative_url: `${relative_url}&access_token=${token}` },
    ])
    expect(parts.map((part) => outcomeOf(bodyOf(part)))).toEqual(['190', 'ok', 'ok'])
  })

  test('puts the result of one operation into another, and leaves the first out unless told otherwise', async () => {
    await using emulator = await small()
    const first = { method: 'GET', name: 'accounts', relative_url: `${AGENCY}/client_ad_accounts?fields=id` }
    const second = { method: 'GET', relative_url: '{result=accounts:$.data[0].id}?fields=name' }
    const silent = await run(emulator, [first, second])
    expect([silent.parts[0], bodyOf(silent.parts[1])]).toEqual([null, { id: 'act_1001', name: 'Account' }])
    const loud = await run(emulator, [{ ...first, omit_response_on_success: false }, second])
    expect(loud.parts[0]?.code).toBe(200)
  })

  test('does not try what depends on a failed operation', async () => {
    await using emulator = await small()
    const { parts } = await run(emulator, [
      { method: 'GET', name: 'first', relative_url: '1' },
      {
        method: 'POST',
        depends_on: 'first',
        relative_url: '2001/assigned_users',
        body: 'user=7102&tasks=["ANALYZE"]',
      },
    ])
    expect(parts.map((part) => part?.code)).toEqual([400, 400])
    expect(emulator.requests.counts()).toEqual({ requests: 1, reads: 1, writes: 0 })
  })

  test('refuses a form list for Instagram, where an indexed one works', async () => {
    await using emulator = await small()
    const relative_url = '4001/assigned_users'
    const { parts } = await run(emulator, [
      { method: 'POST', relative_url, body: `business=${AGENCY}&user=7102&tasks=["ANALYZE"]` },
      { method: 'POST', relative_url, body: `business=${AGENCY}&user=7102&tasks[0]=ANALYZE` },
    ])
    expect(parts.map((part) => outcomeOf(bodyOf(part)))).toEqual(['100', 'ok'])
  })

  test('answers null for an operation that a fault takes the answer of', async () => {
    await using emulator = await small({
      faults: [{ match: { edge: 'act' }, times: 1, outcome: { null: true } }],
    })
    const batch = [
      { method: 'GET', relative_url: 'act_1001' },
      { method: 'GET', relative_url: 'me' },
    ]
    expect((await run(emulator, batch)).parts.map((part) => part?.code)).toEqual([undefined, 200])
    expect((await run(emulator, batch)).parts.map((part) => part?.code)).toEqual([200, 200])
  })
})
