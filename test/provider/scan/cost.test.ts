import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { largeAgency } from '../../support/large-agency.ts'
import { modelOf, scanned } from './seen.ts'

const MOST_REQUESTS = 150

describe('scan of a whole agency', () => {
  test('stays within its requests and the smallest budget of Meta, and finds nothing where all is in order', async () => {
    const { estate, files, assignments } = largeAgency({ clients: 200, assetsPerClient: 8, people: 100 })
    expect([estate.assets.length, assignments]).toEqual([1600, 7000])
    const limited = { ...estate, app: { ...estate.app, tier: 'limited' as const } }
    await using emulator = await startEmulator({ estate: limited })
    const { agency = '' } = emulator.tokens
    expect(await scanned({ url: emulator.url, tokens: { agency } }, modelOf({ files }))).toEqual([])
    const { requests, writes } = emulator.requests.counts()
    expect(writes).toBe(0)
    expect(requests).toBeLessThanOrEqual(MOST_REQUESTS)
    expect(emulator.requests.entries.filter(({ status }) => status !== 200)).toEqual([])
  })
})
