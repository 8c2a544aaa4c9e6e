import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const AGENCY = '900000000000001'
const ENDING = 'DELETE business/ad_accounts'

function stateOf({ root }: Workplace): Promise<string> {
  return readFile(join(root, '.state/.pulumi/stacks/metagrant/acme.json'), 'utf8')
}

test(
  'apply keeps an asset in the state while its share stands, whatever Meta answered, and ends it the next time',
  { timeout: 240_000 },
  async () => {
    const outcome = { answer: { success: false } }
    await using place = await makeWorkplace({ faults: [{ match: { edge: ENDING }, times: 1, outcome }] })
    await place.edit('access/policy.yaml', NO_POLICY)
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    await place.edit('access/clients/acme.yaml', (text) =>
      text.replace(/.*act_1002.*\n/m, '').replace(', act_1002', ''),
    )
    const drop = ['apply', 'acme', '--allow-removals', '50']
    const first = await place.json(...drop)
    expect([first.exit, codes(first)]).toEqual([1, ['CHANGE_NOT_SHOWN']])
    expect(place.emulator.world.grants.get('act_1002')?.has(AGENCY)).toBe(true)
    expect(await stateOf(place)).toContain('act_1002')
    const second = await place.json(...drop)
    expect([second.exit, codes(second)]).toEqual([0, []])
    expect(place.emulator.world.grants.get('act_1002')?.has(AGENCY)).toBe(false)
    expect(await stateOf(place)).not.toContain('::act_1002')
  },
)
