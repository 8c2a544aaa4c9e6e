import { readFileSync, readdirSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { addressText } from '../../../provider/findings/render/text.ts'
import { scenarioFolder } from '../../support/scenario.ts'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { exampleEstate, makeWorkplace } from '../../support/workplace.ts'

// Each folder: access files laid over the example agency, what Meta shows of an asset laid over the example estate, and
// what "review acme --write" makes of it: its findings, and every file as it then is.

const FOLDER = scenarioFolder('review')
const ACME = 'access/clients/acme.yaml'

test.each(readdirSync(FOLDER))(
  'review --write makes of %s what is expected, and nothing the second time',
  async (name) => {
    const folder = join(FOLDER, name)
    await using place = await makeWorkplace({ estate: estateOf(folder) })
    await cp(join(folder, 'access'), join(place.root, 'access'), { recursive: true })
    const { exit, findings } = await place.json('review', 'acme', '--write', '--by', 'dev@northlight.example')
    const told = findings.map(({ code, address }) => ({ code, at: address && addressText(address) }))
    await expect(`${JSON.stringify({ exit, findings: told }, null, 2)}\n`).toMatchFileSnapshot(
      join(folder, 'expected.json'),
    )
    const after = await readFile(join(place.root, ACME), 'utf8')
    await expect(after).toMatchFileSnapshot(join(folder, 'expected/acme.yaml'))
    await place.run('review', 'acme', '--write', '--by', 'dev@northlight.example')
    expect(await readFile(join(place.root, ACME), 'utf8')).toBe(after)
    expect(place.emulator.requests.counts().writes).toBe(0)
  },
)

function estateOf(folder: string): EstateInput {
  const patch = parse(readFileSync(join(folder, 'estate.yaml'), 'utf8')) as Record<string, object>
  const estate = exampleEstate()
  const assets = (estate.assets ?? []).map((asset) => ({ ...asset, ...patch[asset.id] }))
  return { ...estate, assets }
}
