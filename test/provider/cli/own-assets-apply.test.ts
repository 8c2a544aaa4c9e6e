import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codes, exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const AGENCY = '900000000000001'
const ACME_FILE = 'access/clients/acme.yaml'
const ACCOUNT = 'act_1001'

test('apply grants on our own asset, takes off who leaves the file, and an offboarding keeps the asset', async () => {
  const example = exampleEstate()
  const assets = (example.assets ?? []).map((asset) =>
    asset.id === ACCOUNT ? { ...asset, owner: AGENCY, partners: [] } : asset,
  )
  await using place = await makeWorkplace({ estate: { ...example, assets } })
  const grants = place.emulator.world.assignments
  const refused = await place.json('apply', 'acme')
  expect([refused.exit, codes(refused)]).toEqual([1, ['ASSET_OF_AGENCY']])
  expect(grants.get(ACCOUNT)?.size ?? 0).toBe(0)

  await place.edit(ACME_FILE, (text) => text.replace(`id: ${ACCOUNT},`, `id: ${ACCOUNT}, owner: agency,`))
  const applied = await place.json('apply', 'acme')
  expect([applied.exit, codes(applied)]).toEqual([0, ['client-owns-its-assets']])
  expect(grants.get(ACCOUNT)?.size).toBe(4)
  expect(place.emulator.world.grants.get(ACCOUNT)?.size ?? 0).toBe(0)
  const still = await place.json('preview', 'acme')
  expect([still.exit, still.plans[0]?.changes, still.plans[0]?.waiting]).toEqual([0, [], []])

  // The line goes: our people come off, and nobody promises to end a share.
  const listed = await readFile(join(place.root, ACME_FILE), 'utf8')
  await place.edit(ACME_FILE, (text) =>
    text
      .split('\n')
      .filter((line) => !line.includes(`id: ${ACCOUNT},`))
      .join('\n')
      .replaceAll(/\[act_1001(, )?/g, '['),
  )
  const dropped = await place.json('apply', 'acme')
  expect(codes(dropped).filter((code) => code !== 'pixel-is-linked')).toEqual([])
  expect(grants.get(ACCOUNT)?.size ?? 0).toBe(0)

  await place.edit(ACME_FILE, listed)
  await place.json('apply', 'acme')
  expect(grants.get(ACCOUNT)?.size).toBe(4)
  const given = ['--reason', 'contract ended', '--ticket', 'OPS-7', '--by', 'ana@northlight.example']
  const ended = await place.json('offboard', 'acme', ...given, '--yes')
  expect(ended.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(grants.get(ACCOUNT)?.size ?? 0).toBe(0)
  const [record = ''] = await readdir(join(place.root, 'access/records'))
  expect(await readFile(join(place.root, 'access/records', record), 'utf8')).toMatch(
    /## What our Business keeps[^#]*act\\?_1001/,
  )
}, 240_000)
