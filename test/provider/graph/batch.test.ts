import { describe, expect, test } from 'vitest'
import { GraphApi } from '../../../provider/graph/api.ts'
import { BATCH_SIZE, readBatch, type Read } from '../../../provider/graph/batch.ts'
import { errorWithoutCode } from '../../../provider/graph/envelope.ts'
import type { OperationAnswer } from '../../../provider/graph/operation.ts'
import { WriteRefused } from '../../../provider/graph/write-refused.ts'
import { small } from '../emulator/support.ts'
import { apiOver, envelope, scripted } from './support.ts'

const read = (path: string, params: Record<string, string> = { fields: 'id' }): Read => ({ path, params })
const reads = (count: number) => Array.from({ length: count }, (_, index) => read(`node${index}`))
const fine = (id: string) => ({ code: 200, body: JSON.stringify({ id }) })

/** The id that was read, or the kind of the error. */
function shown(answers: readonly OperationAnswer[]): unknown[] {
  return answers.map((answer) => ('error' in answer ? answer.error.kind : Reflect.get(answer.body, 'id')))
}

describe('readBatch', () => {
  test('answers in the order of the reads, an error beside the others', async () => {
    await using emulator = await small()
    const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens['agency'] ?? '' })
    const answers = await readBatch(api, [
      read('3001'),
      read('404'),
      read('act_1001'),
      read('me', { fields: 'id' }),
    ])
    expect(shown(answers)).toEqual(['3001', 'gone', 'act_1001', '7001'])
  })

  test('writes each read as a GET with its parameters in the URL', async () => {
    const { transport, asked } = scripted([fine('1')])
    await readBatch(new GraphApi(transport), [read('1/agencies', { fields: 'id,name', after: 'a&b=c' })])
    expect(asked).toEqual([
      {
        method: 'POST',
        path: 'v26.0',
        params: {
          batch: [{ method: 'GET', relative_url: '1/agencies?fields=id%2Cname&after=a%26b%3Dc' }],
          include_headers: false,
        },
      },
    ])
  })

  test.each([
    [0, []],
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ])('sends %i reads in requests of %j', async (count, sizes) => {
    const sent: number[] = []
    const api = new GraphApi(async ({ params }) => {
      const batch = params['batch'] as readonly { relative_url: string }[]
      sent.push(batch.length)
      const body = batch.map(({ relative_url: url }) => fine(url.split('?')[0] ?? ''))
      return { body, status: 200, headers: new Headers() }
    })
    const answers = await readBatch(api, reads(count))
    expect(sent).toEqual(sizes)
    expect(shown(answers)).toEqual(reads(count).map(({ path }) => path))
    expect(api.requests).toBe(count)
  })

  test('gives the reads of a request that fails its error, and the others their answers', async () => {
    const first = Array.from({ length: BATCH_SIZE }, () => fine('1'))
    const failing = errorWithoutCode({ method: 'POST', path: 'v26.0', status: 0 }, 'unreachable', 'no')
    const { transport } = scripted(first, failing, [fine('2')])
    const answers = shown(await readBatch(new GraphApi(transport), reads(2 * BATCH_SIZE + 1)))
    expect(answers.filter((one) => one === '1')).toHaveLength(BATCH_SIZE)
    expect(answers.filter((one) => one === 'unreachable')).toHaveLength(BATCH_SIZE)
    expect(answers.at(-1)).toBe('2')
  })

  test('asks again for what Meta did not come to', async () => {
    const faults = [{ match: { batched: true, path: '1001' }, times: 3, outcome: { null: true as const } }]
    await using emulator = await small({ faults })
    const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens['agency'] ?? '' })
    expect(shown(await readBatch(api, [read('3001'), read('act_1001')]))).toEqual(['3001', 'act_1001'])
    expect(emulator.requests.entries.filter(({ path }) => path.endsWith('3001'))).toHaveLength(1)
  })

  test.each([
    ['null', null],
    ['nothing', undefined],
    ['a body that is no JSON', { code: 200, body: '<html>' }],
    ['a body that is null', { code: 200, body: 'null' }],
    ['a body that is a text', { code: 200, body: '"x"' }],
    ['a body that is no text', { code: 200, body: {} }],
    ['a status of failure without an error', { code: 500, body: '{"data":[]}' }],
    ['no status', { body: '{"data":[]}' }],
  ])('takes %s for an error and not for an empty answer', async (_name, result) => {
    expect(shown(await readBatch(new GraphApi(scripted([result]).transport), reads(1)))).toEqual([
      'transient',
    ])
  })

  test.each([[{}], [{ data: [] }], [null]])('takes the outer answer %j for no answers', async (body) => {
    const answers = await readBatch(new GraphApi(scripted(body).transport), reads(2))
    expect(shown(answers)).toEqual(['transient', 'transient'])
  })

  test('finds the error of an operation whatever its status', async () => {
    const results = [200, 400].map((code) => ({ code, body: JSON.stringify(envelope(190)) }))
    expect(shown(await readBatch(new GraphApi(scripted(results).transport), reads(2)))).toEqual([
      'token',
      'token',
    ])
  })

  test('lets what is no error of Meta through', async () => {
    const { transport } = scripted(new WriteRefused('POST', 'v26.0'))
    await expect(readBatch(new GraphApi(transport), reads(1))).rejects.toThrow(WriteRefused)
  })
})
