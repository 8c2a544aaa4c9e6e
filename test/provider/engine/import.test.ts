import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generateEstate } from '../../../provider/emulator/index.ts'
import { generatedAgency } from '../../support/generated-agency.ts'
import { writeFiles } from '../../support/large-client.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const ASSETS = 100
const PEOPLE = 10

test(
  'import of 1,000 assignments leaves the engine nothing to change and nothing to write',
  { timeout: 180_000 },
  async () => {
    const estate = generateEstate({
      seed: 3,
      clients: 1,
      assetsPerClient: ASSETS,
      peoplePerAsset: PEOPLE,
      people: 25,
    })
    const held = estate.assets.flatMap(({ assignments }) => assignments).length
    expect(held).toBeGreaterThanOrEqual(ASSETS * PEOPLE)
    await using place = await makeWorkplace({ estate })
    await rm(join(place.root, 'access/clients'), { recursive: true })
    await writeFiles(place.root, [...generatedAgency(estate), { path: 'access/clients/.keep', text: '' }])
    const imported = await place.json('import', 'large', '--business', estate.assets[0]?.owner ?? '')
    expect(new Set(codes(imported))).toEqual(new Set(['IMPORT_ABOVE_FUNCTION', 'IMPORT_PARTNER_UNSEEN']))
    const preview = await place.json('preview', 'large')
    expect([
      preview.exit,
      preview.plans[0]?.changes,
      preview.plans[0]?.waiting,
      preview.plans[0]?.unmanaged,
    ]).toEqual([0, [], [], []])
    const applied = await place.json('apply', 'large')
    expect([applied.exit, applied.plans[0]?.recorded]).toEqual([0, ASSETS])
    expect(place.emulator.requests.counts().writes).toBe(0)
  },
)
