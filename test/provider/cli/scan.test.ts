import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

let place: Workplace

beforeAll(async () => {
  place = await makeWorkplace()
})

afterAll(async () => {
  await place[Symbol.asyncDispose]()
})

type Scanned = Report & {
  readonly scanned: readonly { stack: string; looked: boolean; open: number; codes: Record<string, number> }[]
}

async function scan(...args: string[]): Promise<Scanned> {
  return (await place.json('scan', ...args)) as Scanned
}

describe('scan', () => {
  test('tells of the example agency what is missing and what waits, by client, and writes nothing', async () => {
    place.emulator.requests.clear()
    const { exit, scanned, findings } = await scan()
    expect(exit).toBe(2)
    expect(scanned).toEqual([
      { stack: 'agency', looked: true, open: 0, codes: {} },
      { stack: 'acme', looked: true, open: 23, codes: { SCAN_MISSING: 23 } },
      { stack: 'bloom', looked: true, open: 3, codes: { SCAN_WAITING_CLIENT: 3 } },
      { stack: 'corner', looked: true, open: 1, codes: { SCAN_MISSING: 1 } },
    ])
    expect(findings.every(({ address }) => address?.line !== undefined)).toBe(true)
    expect(place.emulator.requests.counts().writes).toBe(0)
  })

  test('tells of the named client only', async () => {
    const { exit, scanned } = await scan('bloom')
    expect([exit, scanned.map(({ stack }) => stack)]).toEqual([2, ['agency', 'bloom']])
  })

  test('says of a client that there is not, which there are', async () => {
    const { exit, findings } = await scan('blom')
    expect([exit, findings.map(({ code }) => code)]).toEqual([1, ['CLIENT_UNKNOWN']])
  })
})
