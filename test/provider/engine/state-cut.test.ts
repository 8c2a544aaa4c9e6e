import { readdir, readFile, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codes, makeWorkplace } from '../../support/workplace.ts'

test.each([0, 900])(
  'a state that a full disk cut after %i bytes is named, stops no other client, and is kept',
  { timeout: 180_000 },
  async (bytes) => {
    await using place = await makeWorkplace()
    await place.json('apply', 'acme')
    const path = join(place.root, '.state/.pulumi/stacks/metagrant/acme.json')
    await truncate(path, bytes)
    const preview = await place.json('preview', '--all')
    expect([preview.exit, codes(preview)]).toEqual([1, ['STATE_CUT']])
    expect(preview.raw).toContain('metagrant/acme.json')
    expect(preview.plans.map(({ stack }) => stack).sort()).toEqual(['agency', 'bloom', 'corner'])

    const applied = await place.json('apply', '--all')
    expect([applied.exit, codes(applied)]).toEqual([1, ['STATE_CUT']])
    expect((await readFile(path)).length).toBe(bytes)
    expect((await place.json('preview', 'corner')).plans[0]?.changes).toEqual([])

    // What the finding says where there is no earlier state.
    await rm(path)
    const again = await place.json('apply', 'acme')
    expect([again.exit, codes(again)]).toEqual([0, []])
  },
)

test(
  'attributes that a killed engine left empty beside a whole state stop nothing',
  { timeout: 120_000 },
  async () => {
    await using place = await makeWorkplace()
    await place.json('apply', 'acme')
    const folder = join(place.root, '.state/.pulumi')
    const history = join(folder, 'history/metagrant/acme')
    const cut = (await readdir(history))
      .filter((name) => name.endsWith('.attrs'))
      .map((name) => join(history, name))
    for (const path of [
      ...cut,
      join(folder, 'meta.yaml.attrs'),
      join(folder, 'stacks/metagrant/acme.json.attrs'),
    ])
      await truncate(path, 0)
    await place.edit('access/clients/acme.yaml', (text) => text.replace('ana@northlight.example, ', ''))
    const next = await place.json('apply', 'acme')
    expect([next.exit, codes(next)]).toEqual([0, []])
    const audit = await place.run('audit', '--format', 'json')
    expect([audit.exit, audit.err]).not.toContain('EOF')
  },
)
