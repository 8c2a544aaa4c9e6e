import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { codes, exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const AGENCY = '900000000000001'
const ACME_FILE = 'access/clients/acme.yaml'
const KINDS = [
  ['ad account', 'act_1001'],
  ['pixel', '3001'],
  ['Page', '2001'],
  ['Instagram account', '4001'],
  ['catalog', '5001'],
] as const

/** The example, where our own Business owns these assets, with nobody on them. */
function ownedByUs(...ids: string[]): EstateInput {
  const example = exampleEstate()
  const assets = (example.assets ?? []).map((asset) =>
    ids.includes(asset.id) ? { ...asset, owner: AGENCY, partners: [] } : asset,
  )
  return { ...example, assets }
}

/** Says in a file that our Business owns an asset. */
const declared = (id: string) => (text: string) =>
  text.replace(new RegExp(`id: "?${id}"?,`), (found) => `${found} owner: agency,`)

const on = <Row extends { asset: { id: string } }>(rows: readonly Row[] | undefined, id: string) =>
  (rows ?? []).filter(({ asset }) => asset.id === id)

describe('an asset that our own Business owns', () => {
  test.each(KINDS)('is no share to wait for where the file does not say so: %s', async (_kind, id) => {
    await using place = await makeWorkplace({ estate: ownedByUs(id) })
    const report = await place.json('preview', 'acme')
    expect(report.exit).toBe(1)
    expect(codes(report)).toEqual(['ASSET_OF_AGENCY'])
    expect([on(report.plans[0]?.changes, id), on(report.plans[0]?.waiting, id)]).toEqual([[], []])
    const scanned = await place.json('scan', 'acme')
    expect(codes(scanned).filter((code) => code === 'ASSET_OF_AGENCY')).toHaveLength(1)
    expect(place.emulator.requests.counts().writes).toBe(0)
  })

  test.each(KINDS)('gets our people without a share where it is declared: %s', async (_kind, id) => {
    await using place = await makeWorkplace({ estate: ownedByUs(id) })
    await place.edit(ACME_FILE, declared(id))
    const report = await place.json('preview', 'acme')
    expect(codes(report).filter((code) => code.startsWith('ASSET_'))).toEqual([])
    expect(on(report.plans[0]?.waiting, id)).toEqual([])
    expect(on(report.plans[0]?.changes, id).length).toBeGreaterThan(0)
    expect((await place.run('preview', 'acme')).out).toContain('(our Business owns it)')
  })

  test('is refused where the client or somebody else owns it', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME_FILE, declared('act_1001'))
    const report = await place.json('preview', 'acme')
    expect([report.exit, codes(report)]).toEqual([1, ['client-owns-its-assets', 'ASSET_NOT_OF_AGENCY']])
    expect(on(report.plans[0]?.changes, 'act_1001')).toEqual([])
  })

  test('is unknown while its listing cannot be read, and costs nothing else', async () => {
    await using place = await makeWorkplace({
      estate: ownedByUs('act_1001'),
      faults: [
        {
          match: { edge: 'GET business/owned_ad_accounts' },
          outcome: { error: { code: 200, message: 'no' } },
        },
      ],
    })
    await place.edit(ACME_FILE, declared('act_1001'))
    const report = await place.json('preview', 'acme')
    expect(report.plans[0]?.unknown.map(({ asset }) => asset.id)).toEqual(['act_1001'])
    expect(report.plans[0]?.changes.length).toBeGreaterThan(0)
  })

  test('is told once by a scan of everything, with its entry, and taken in by an import', async () => {
    const estate = exampleEstate()
    const shown = (estate.assets ?? []).find(({ id }) => id === 'act_1001')
    if (shown?.kind !== 'ad_account') throw new Error('no account')
    const extra = { ...shown, id: 'act_7700', name: 'Ours', owner: AGENCY, partners: [], assignments: [] }
    await using place = await makeWorkplace({
      estate: { ...estate, assets: [...(estate.assets ?? []), extra] },
    })
    const scanned = await place.json('scan', '--all')
    const told = scanned.findings.filter(({ code }) => code === 'SCAN_OWN_UNLISTED')
    expect(told).toMatchObject([{ severity: 'note' }])
    expect(scanned.raw).toContain('owner: agency')
    const acme = ['import', 'acme', '--business', '100000000000001']
    expect(codes(await place.json(...acme, '--own', 'act_7799'))).toEqual(['IMPORT_NOT_OURS'])
    await place.json(...acme, '--own', 'act_7700')
    const text = await readFile(join(place.root, ACME_FILE), 'utf8')
    expect(text).toMatch(/id: act_7700.*owner: agency/s)
    const again = await place.json('scan', '--all')
    expect(codes(again)).not.toContain('SCAN_OWN_UNLISTED')
    // The next import keeps it, and does not wait for a share of it.
    const kept = await place.json(...acme)
    expect(codes(kept)).not.toContain('IMPORT_NOT_SHARED')
    expect(await readFile(join(place.root, ACME_FILE), 'utf8')).toBe(text)
  })

  test('costs no request while no file declares one and nothing waits', async () => {
    await using place = await makeWorkplace({ estate: exampleEstate() })
    await place.json('preview', 'acme')
    const paths = place.emulator.requests.entries.map(({ edge }) => edge)
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => path.includes('/owned_'))).toEqual([])
  })
})
