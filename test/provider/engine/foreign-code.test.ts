import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const STATE = '.state/.pulumi/stacks/metagrant/acme.json'

test(
  'apply refuses a state with code that is not ours, names the resource, and runs nothing',
  { timeout: 120_000 },
  async () => {
    await using place = await makeWorkplace()
    await place.json('apply', 'acme')
    const path = join(place.root, STATE)
    const ours = await readFile(path, 'utf8')
    const ran = join(place.root, 'it-ran')
    // One line before the shim's own text, in one resource.
    const line = JSON.stringify(`require("fs").writeFileSync(${JSON.stringify(ran)}, "");`).slice(1, -1)
    await writeFile(
      path,
      ours
        .replace('"__provider":"', `"__provider":"${line}`)
        .replace('"__provider": "', `"__provider": "${line}`),
    )
    await place.edit('access/clients/acme.yaml', (text) => text.replace('ana@northlight.example, ', ''))
    place.emulator.requests.clear()

    const refused = await place.json('apply', 'acme')
    expect([refused.exit, codes(refused)]).toEqual([1, ['STATE_CODE_UNKNOWN']])
    expect(place.emulator.requests.counts().writes).toBe(0)
    expect(existsSync(ran)).toBe(false)

    await writeFile(path, ours)
    expect((await place.json('apply', 'acme')).exit).toBe(0)
  },
)
