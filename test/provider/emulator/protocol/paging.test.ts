import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateEstate, startEmulator } from '../../../../provider/emulator/index.ts'
import { pageOf } from '../../../../provider/emulator/protocol/paging.ts'
import { AGENCY, asking, ids, small } from '../support.ts'

const MANY = generateEstate({ seed: 3, clients: 50, assetsPerClient: 8, peoplePerAsset: 2, people: 40 })

type Listed = {
  data: { id: string }[]
  paging?: { next?: string; previous?: string; cursors: { after: string } }
  summary?: object
}

describe('a list', () => {
  test('has 25 rows by default and 100 at most', async () => {
    await using emulator = await startEmulator({ estate: MANY })
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(ids(await ask('GET', `${AGENCY}/client_ad_accounts`))).toHaveLength(25)
    expect(ids(await ask('GET', `${AGENCY}/client_ad_accounts`, { limit: '100' }))).toHaveLength(100)
    expect(ids(await ask('GET', `${AGENCY}/client_ad_accounts`, { limit: '500' }))).toHaveLength(100)
    expect((await ask('GET', `${AGENCY}/client_ad_accounts`, { limit: '0' })).outcome).toBe('100')
  })

  test('is followed by next to its end, each row once, on the same base and with the query', async () => {
    await using emulator = await startEmulator({ estate: MANY })
    const token = emulator.tokens['agency'] ?? ''
    const seen: string[] = []
    let url: string | undefined = `${emulator.url}/v26.0/${AGENCY}/client_ad_accounts?fields=name&limit=40`
    let pages = 0
    while (url !== undefined) {
      expect(url.startsWith(`${emulator.url}/v26.0/`)).toBe(true)
      expect(url).not.toContain(token)
      const page = (await (
        await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      ).json()) as Listed
      expect(page.data[0]).toHaveProperty('name')
      seen.push(...page.data.map(({ id }) => id))
      url = page.paging?.next
      pages += 1
    }
    expect([pages, seen.length, new Set(seen).size]).toEqual([4, 150, 150])
  })

  test('carries the token on in its links only where it came in the query', async () => {
    await using emulator = await startEmulator({ estate: MANY })
    const access_token = emulator.tokens['agency'] ?? ''
    const inQuery = await asking(emulator, undefined)('GET', `${AGENCY}/client_pages`, {
      access_token,
      limit: '1',
    })
    expect((inQuery.body as Listed).paging?.next).toContain(`access_token=${access_token}`)
    const inHeader = await asking(emulator, access_token)('GET', `${AGENCY}/client_pages`, { limit: '1' })
    expect((inHeader.body as Listed).paging?.next).not.toContain('access_token')
  })

  test('goes back by previous', async () => {
    await using emulator = await startEmulator({ estate: MANY })
    const ask = asking(emulator, emulator.tokens['agency'])
    const first = (await ask('GET', `${AGENCY}/client_pages`, { limit: '10' })).body as Listed
    const { after = '' } = first.paging?.cursors ?? {}
    const second = (await ask('GET', `${AGENCY}/client_pages`, { limit: '10', after })).body as Listed
    const headers = { authorization: `Bearer ${emulator.tokens['agency'] ?? ''}` }
    const back = (await (await fetch(second.paging?.previous ?? '', { headers })).json()) as Listed
    expect(back.data).toEqual(first.data)
  })

  test('answers the number of rows when asked for a summary', async () => {
    await using emulator = await startEmulator({ estate: MANY })
    const ask = asking(emulator, emulator.tokens['agency'])
    expect(
      ((await ask('GET', `${AGENCY}/client_pages`, { summary: 'true' })).body as Listed).summary,
    ).toEqual({ total_count: 50 })
    expect((await ask('GET', `${AGENCY}/client_pages`)).body).not.toHaveProperty('summary')
  })

  test('nested in another has its own limit and links', async () => {
    await using emulator = await startEmulator({ estate: MANY })
    const ask = asking(emulator, emulator.tokens['agency'])
    const fields = `id,assigned_users.business(${AGENCY}).limit(1){id,tasks}`
    const { body } = await ask('GET', `${AGENCY}/client_ad_accounts`, { fields, limit: '1' })
    const nested = (body as { data: { id: string; assigned_users: Listed }[] }).data[0]
    const next = new URL(nested?.assigned_users.paging?.next ?? '')
    expect(next.pathname).toBe(`/v26.0/${nested?.id ?? ''}/assigned_users`)
    expect(Object.fromEntries(next.searchParams)).toMatchObject({
      business: AGENCY,
      limit: '1',
      fields: 'id,tasks',
    })
    const second = (await (
      await fetch(next, { headers: { authorization: `Bearer ${emulator.tokens['agency'] ?? ''}` } })
    ).json()) as Listed
    expect(second.data).toHaveLength(1)
    expect(second.data[0]?.id).not.toBe(nested?.assigned_users.data[0]?.id)
  })

  test('without rows has no paging', async () => {
    await using emulator = await small()
    expect((await asking(emulator, emulator.tokens['other'])('GET', '9002/client_pages')).body).toEqual({
      data: [],
    })
  })
})

describe('pageOf', () => {
  test('gives every item once, in order, whatever the limit', () => {
    const numbers = fc.uniqueArray(fc.nat({ max: 100_000 }).map(String), { maxLength: 60 })
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 20 }), (items, limit) => {
        const seen: string[] = []
        let after: string | undefined
        do {
          const page = pageOf(items, (item) => item, { limit, after })
          seen.push(...page.items)
          after = page.hasNext ? page.cursors?.after : undefined
        } while (after !== undefined)
        expect(seen).toEqual(items.toSorted((a, b) => Number(a) - Number(b)))
      }),
    )
  })

  test('goes on at the right place when the item of the cursor is gone', () => {
    const { cursors } = pageOf(['1', '2', '3'], (item) => item, { limit: 2 })
    expect(pageOf(['1', '3'], (item) => item, { limit: 2, after: cursors?.after }).items).toEqual(['3'])
  })
})
