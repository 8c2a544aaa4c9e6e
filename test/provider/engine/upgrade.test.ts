import { appendFile, cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { makeWorkplace } from '../../support/workplace.ts'

test(
  'new code of the provider makes no difference to what is in the state, and reaches it at once',
  { timeout: 120_000 },
  async () => {
    await using place = await makeWorkplace()
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    // The next version of the provider: the same, but for a handler that says so.
    await rm(join(place.root, 'provider'))
    await cp(join(REPOSITORY, 'provider'), join(place.root, 'provider'), { recursive: true })
    const handlers = join(place.root, 'provider/resources/handlers.ts')
    await appendFile(
      handlers,
      `\nimport { appendFileSync } from 'node:fs'\nappendFileSync('${place.root}/upgraded', 'x')\n`,
    )
    const after = await place.json('preview', 'acme')
    expect([after.exit, after.plans[0]?.changes, after.plans[0]?.recorded]).toEqual([0, [], 0])
    place.byHand({ do: 'unassign', asset: 'act_1001', user: '9104' })
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    expect(await readFile(join(place.root, 'upgraded'), 'utf8')).toContain('x')
  },
)
