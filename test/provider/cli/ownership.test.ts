import { describe, expect, test } from 'vitest'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { codes, exampleEstate, makeWorkplace, type Report } from '../../support/workplace.ts'

const BLOOM = '100000000000002'
const ACME_FILE = 'access/clients/acme.yaml'
const ACME_ASSETS = ['act_1001', '3001', '2001', '5001', '4001']

/** The example, where an asset that acme's file lists belongs to Bloom, and is shared with us all the same. */
function ownedByBloom(id: string): EstateInput {
  const example = exampleEstate()
  const assets = (example.assets ?? []).map((asset) => (asset.id === id ? { ...asset, owner: BLOOM } : asset))
  return { ...example, assets }
}

/** Meta hides owners from our side, as it may (graph-api 1.2). */
function hiding(edge: string, without: string[]): FaultInput {
  return { match: { edge }, outcome: { without } }
}

const OWNERS = ['owner_business', 'owner']

const changedOn = ({ plans }: Report, id: string) =>
  plans.flatMap(({ changes }) => changes).filter(({ asset }) => asset.id === id)

describe('an asset that belongs to another Business', () => {
  test.each(ACME_ASSETS)(
    'gets nobody by preview and is told by scan, its neighbours go on: %s',
    async (id) => {
      await using place = await makeWorkplace({ estate: ownedByBloom(id) })
      const report = await place.json('preview', 'acme')
      expect([report.exit, codes(report)]).toEqual([1, ['ASSET_OF_ANOTHER']])
      expect(report.findings.find(({ code }) => code === 'ASSET_OF_ANOTHER')?.address).toMatchObject({
        file: ACME_FILE,
      })
      expect(changedOn(report, id)).toEqual([])
      expect(report.plans[0]?.changes.length).toBeGreaterThan(0)
      const scanned = await place.json('scan', 'acme')
      expect(scanned.findings.filter(({ code }) => code === 'ASSET_OF_ANOTHER')).toHaveLength(1)
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )

  test('is found where the file has the id of another client’s account and Page, under our client’s names', async () => {
    const example = exampleEstate()
    const shared = { business: '900000000000001', tasks: ['ADVERTISE', 'ANALYZE'] }
    const assets = (example.assets ?? []).map((asset) =>
      ['act_1101', '2101'].includes(asset.id) ? { ...asset, partners: [shared] } : asset,
    )
    await using place = await makeWorkplace({ estate: { ...example, assets } })
    await place.edit(ACME_FILE, (before) =>
      before.replaceAll('act_1001', 'act_1101').replaceAll('"2001"', '"2101"'),
    )
    const report = await place.json('preview', 'acme')
    expect([report.exit, codes(report)]).toEqual([1, ['ASSET_OF_ANOTHER', 'ASSET_OF_ANOTHER']])
    expect([changedOn(report, 'act_1101'), changedOn(report, '2101')]).toEqual([[], []])
    const { err } = await place.run('preview', 'acme')
    expect(err).toContain('BLOOM | ES | EUR')
    expect(err).toContain(BLOOM)
  })
})

describe('a further Business of the client', () => {
  test('may own assets of the file, once the file names it', async () => {
    await using place = await makeWorkplace({ estate: ownedByBloom('act_1001') })
    await place.edit(ACME_FILE, (text) =>
      text.replace(/^package:/m, `also_businesses: ["${BLOOM}"]\npackage:`),
    )
    const report = await place.json('preview', 'acme')
    // Its name is told: nobody but a reviewer knows whether it is this client's.
    expect([report.exit, codes(report)]).toEqual([2, ['BUSINESS_NAME_DIFFERS']])
    expect(changedOn(report, 'act_1001').length).toBeGreaterThan(0)
  })

  test('may be that of another file, and is never ours', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME_FILE, (text) =>
      text.replace(/^package:/m, `also_businesses: ["${BLOOM}"]\npackage:`),
    )
    expect((await place.json('check')).exit).toBe(0)
    await place.edit(ACME_FILE, (text) => text.replace(BLOOM, '900000000000001'))
    expect(codes(await place.json('check'))).toEqual(['BUSINESS_IS_OURS'])
  })
})

describe('an asset whose owner Meta hides from us', () => {
  test.each([
    ['act_1001', 'ACME | FR | EUR', [hiding('business/client_ad_accounts', OWNERS)]],
    ['2001', 'name: Acme Outdoor }', [hiding('business/client_pages', OWNERS)]],
    ['3001', 'ACME | Web', [hiding('business/client_pixels', OWNERS)]],
    ['4001', 'ACME | Products', [hiding('business/client_product_catalogs', OWNERS)]],
    // Its user names the owner, which its Page leads to.
    [
      '5001',
      'acme.outdoor',
      [
        hiding('business/client_pages', ['instagram_business_account']),
        { match: { path: '17841400000005001' }, outcome: { error: { code: 200 } } },
      ],
    ],
  ])('is managed under Meta’s name, and refused under another: %s', async (id, name, faults) => {
    await using place = await makeWorkplace({ faults })
    const before = await place.json('preview', 'acme')
    expect([before.exit, codes(before)]).toEqual([2, []])
    await place.edit(ACME_FILE, (text) => text.replace(name, name.replace(/[A-Z]CME|cme/, 'CMR')))
    const after = await place.json('preview', 'acme')
    expect([after.exit, codes(after)]).toEqual([1, ['ASSET_NAME_UNPROVEN']])
    expect(changedOn(after, id)).toEqual([])
    expect(after.plans[0]?.changes.length).toBeGreaterThan(0)
  })

  test('is looked at without its owner where Meta refuses a listing for asking', async () => {
    const faults: FaultInput[] = [
      { match: { edge: 'business/client_ad_accounts' }, outcome: { error: { code: 200 } }, nth: 1 },
    ]
    await using place = await makeWorkplace({ faults })
    const report = await place.json('preview', 'acme')
    expect([report.exit, codes(report)]).toEqual([2, []])
    expect(changedOn(report, 'act_1001').length).toBeGreaterThan(0)
  })
})

describe('an asset under another name than Meta’s', () => {
  test('is managed where its owner is the client, shown under both names, and told by the scan', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME_FILE, (text) => text.replace('ACME | FR | EUR', 'ACME | France'))
    const report = await place.json('preview', 'acme')
    expect(report.exit).toBe(2)
    expect(changedOn(report, 'act_1001')[0]?.asset).toEqual({
      kind: 'ad_account',
      id: 'act_1001',
      name: 'ACME | FR | EUR',
      nameInFile: 'ACME | France',
    })
    const scanned = await place.json('scan', 'acme')
    const differs = scanned.findings.filter(({ code }) => code === 'ASSET_NAME_DIFFERS')
    expect(differs.map(({ address }) => address?.file)).toEqual([ACME_FILE])
  })
})

describe('a Business under another name than the client’s', () => {
  test('is told by plan and scan, and nothing is open by it', async () => {
    await using place = await makeWorkplace()
    expect(codes(await place.json('preview', 'acme'))).toEqual([])
    await place.edit(ACME_FILE, (text) => text.replace('name: Acme Outdoor\n', 'name: Bloom Cosmetics\n'))
    const report = await place.json('preview', 'acme')
    expect([report.exit, codes(report)]).toEqual([2, ['BUSINESS_NAME_DIFFERS']])
    expect(report.findings[0]).toMatchObject({ severity: 'note', address: { file: ACME_FILE, line: 6 } })
    expect(codes(await place.json('scan', 'acme'))).toContain('BUSINESS_NAME_DIFFERS')
  })
})
