import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { largeClient, writeFiles } from '../../support/large-client.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const ASSETS = 100
const PEOPLE = 10
const MOST_REQUESTS = 30

test(
  '1,000 assignments are 1,000 writes, and a look at them all is at most 30 reads',
  { timeout: 180_000 },
  async () => {
    const { estate, files } = largeClient(ASSETS, PEOPLE)
    const folder = await mkdtemp(join(tmpdir(), 'metagrant-large-'))
    await writeFiles(folder, files)
    await using place = await makeWorkplace({ estate, access: join(folder, 'access') })
    await rm(folder, { recursive: true })

    const applied = await place.json('apply', 'large')
    expect([applied.exit, codes(applied), applied.plans[0]?.changes.length]).toEqual([0, [], ASSETS * PEOPLE])
    expect(place.emulator.requests.counts().writes).toBe(ASSETS * PEOPLE)

    place.emulator.requests.clear()
    const again = await place.json('preview', 'large')
    expect([again.exit, again.plans[0]?.changes, again.plans[0]?.waiting]).toEqual([0, [], []])
    const { requests, writes } = place.emulator.requests.counts()
    expect(writes).toBe(0)
    expect(requests).toBeLessThanOrEqual(MOST_REQUESTS)

    // One person less: as many writes as there are assets that Meta lets us take a person off.
    await place.edit('access/clients/large.yaml', (text) => text.replace(/\n {4}- \S+@\S+\n$/, '\n'))
    place.emulator.requests.clear()
    const removable = estate.assets.filter(({ kind }) => kind !== 'pixel').length
    const less = await place.json('apply', 'large', '--allow-removals', String(removable))
    expect(less.exit).toBe(0)
    expect(place.emulator.requests.counts().writes).toBe(less.plans[0]?.changes.length)
    expect((less.plans[0]?.changes.length ?? 0) + (less.plans[0]?.waiting.length ?? 0)).toBe(ASSETS)
  },
)
