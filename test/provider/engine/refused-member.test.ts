import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const SLOW = { timeout: 240_000 }
const NINA = '  - { email: nina@northlight.example, name: Nina Voss, functions: [analyst] }\n'
const NIGHTLY = '  - { name: nightly, functions: [measurement] }\n'

const LATER = { code: 613, message: 'Calls to this api have exceeded the rate limit' }
const ATTEMPTS = 4

type Case = readonly [what: string, add: (text: string) => string, fault: FaultInput]

const CASES: readonly Case[] = [
  [
    'an invitation',
    (text) => text.replace('\nsystem_users:', `${NINA}\nsystem_users:`),
    { match: { edge: 'POST business/business_users' }, times: ATTEMPTS, outcome: { error: LATER } },
  ],
  [
    'a change of role',
    (text) => text.replace('Elin Holm,', 'Elin Holm, business_role: finance-editor,'),
    { match: { method: 'POST', path: '/9107$' }, times: ATTEMPTS, outcome: { error: LATER } },
  ],
]

function stateFile({ root }: Workplace): string {
  return join(root, '.state/.pulumi/stacks/metagrant/agency.json')
}

describe('a write about a member that Meta refuses once', () => {
  test.each(CASES)(
    '%s: the next apply of its stack makes it, and --all works',
    SLOW,
    async (_what, add, fault) => {
      await using place = await makeWorkplace({ faults: [fault] })
      await place.edit('access/agency.yaml', add)
      const first = await place.json('apply', 'agency')
      expect(first.exit).toBe(1)
      expect(codes(first)).not.toContain('ENGINE_FAILED')
      expect(await place.json('preview', 'agency')).toMatchObject({ exit: 2 })
      expect(codes(await place.json('apply', 'agency'))).toEqual([])
      expect((await place.json('apply', '--all')).exit).toBe(0)
    },
  )
})

test(
  'a system user whose making has no answer is only looked for from then on, and the engine keeps that in mind',
  SLOW,
  async () => {
    const making = 'POST business/system_users'
    await using place = await makeWorkplace({
      faults: [{ match: { edge: making }, times: 1, outcome: { reset: true } }],
    })
    await place.edit('access/agency.yaml', (text) => `${text}${NIGHTLY}`)
    for (const run of ['the first', 'a later one']) {
      const applied = await place.json('apply', 'agency')
      expect([applied.exit, codes(applied)], run).toEqual([1, ['SYSTEM_USER_NOT_SHOWN']])
    }
    const made = () => place.emulator.requests.entries.filter(({ edge }) => edge === making).length
    expect(made()).toBe(1)
    // An admin makes it, as the finding says.
    const { url, tokens } = place.emulator
    await fetch(`${url}/v26.0/900000000000001/system_users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens['agency']}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'nightly', role: 'EMPLOYEE' }),
    })
    expect(codes(await place.json('apply', 'agency'))).toEqual([])
    expect(made()).toBe(2)
  },
)

test(
  'a state that lacks the code of a provider is mended by the next apply, which then ends a membership',
  SLOW,
  async () => {
    await using place = await makeWorkplace()
    expect((await place.json('apply', 'agency')).exit).toBe(0)
    // What earlier versions left behind a refused write.
    const kept = JSON.parse(await readFile(stateFile(place), 'utf8'))
    const dev = kept.checkpoint.latest.resources.find(({ urn }: { urn: string }) =>
      urn.endsWith('::dev@northlight.example'),
    )
    delete dev.outputs['__provider']
    await writeFile(stateFile(place), JSON.stringify(kept))
    await place.edit('access/agency.yaml', (text) => text.replace(/.*ben@northlight.*\n/, ''))
    const left = await place.json('apply', 'agency')
    expect([left.exit, codes(left)]).toEqual([0, []])
    expect(left.plans[0]?.changes.map(({ subject }) => subject.principal)).toEqual(['ben@northlight.example'])
    expect(await readFile(stateFile(place), 'utf8')).not.toContain('ben@northlight.example')
  },
)
