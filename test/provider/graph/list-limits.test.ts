import { describe, expect, test } from 'vitest'
import { GraphApi } from '../../../provider/graph/api.ts'
import { listAll } from '../../../provider/graph/list.ts'
import type { Transport } from '../../../provider/graph/transport.ts'
import { graphErrorOf } from './support.ts'

const BASE = 'https://graph.example'
const EDGE = ['9', 'client_pages'] as const

describe('listAll', () => {
  test('stops after 1,000 pages where each has another next', async () => {
    let asked = 0
    const endless: Transport = async () => {
      asked += 1
      const next = `${BASE}/v26.0/9/client_pages?limit=100&after=${asked}`
      return {
        body: { data: [{ id: String(asked) }], paging: { next } },
        status: 200,
        headers: new Headers(),
      }
    }
    const error = await graphErrorOf(listAll(new GraphApi(endless, BASE), EDGE))
    expect([error.kind, asked]).toEqual(['refused', 1001])
  })

  test('has every row of a page of 200,000', async () => {
    const data = Array.from({ length: 200_000 }, (_, index) => ({ id: String(index) }))
    const long: Transport = async () => ({ body: { data }, status: 200, headers: new Headers() })
    expect(await listAll(new GraphApi(long, BASE), EDGE)).toHaveLength(200_000)
  })
})
