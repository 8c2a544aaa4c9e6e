import { describe, expect, test } from 'vitest'
import { killedAfter } from '../../support/killed.ts'
import { codes, makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

const FILE = 'access/clients/acme.yaml'
const AGENCY_FILE = 'access/agency.yaml'

/** Acme before the change: without Ben, and without its second ad account. */
const before = (text: string) =>
  text
    .replace(', ben@northlight.example', '')
    .replace(/.*act_1002, name.*\n/, '')
    .replace('[act_1001, act_1002]', '[act_1001]')

/** Asset -> who is on it, at Meta; without the pixel, off which no API takes anybody. */
function onAssets({ emulator }: Workplace): Record<string, string[]> {
  return Object.fromEntries(
    [...emulator.world.assignments].flatMap(([asset, people]) =>
      people.size === 0 || asset === '3001' ? [] : [[asset, [...people.keys()].sort()]],
    ),
  )
}

/** How much was given before the kill is chance; above the guard's limit, its override lets exactly that be taken back. */
async function appliedAgain(place: Workplace): Promise<Report> {
  const next = await place.json('apply', 'acme')
  const refused = next.findings.find(({ code }) => code === 'GUARD_REMOVALS') as
    (Report['findings'][number] & { readonly args: { readonly count: number } }) | undefined
  return refused === undefined
    ? next
    : place.json('apply', 'acme', '--allow-removals', String(refused.args.count))
}

describe('an apply that was killed midway, and whose change is taken back', () => {
  test.each([4])(
    'leaves nothing behind after the next apply, %i writes on',
    { timeout: 120_000 },
    async (writes) => {
      await using place = await makeWorkplace({ latencyMs: 60 })
      let after = ''
      await place.edit(FILE, (text) => before((after = text)))
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      const settled = onAssets(place)
      const done = place.emulator.requests.counts().writes
      const reverted = before(after)
      await place.edit(FILE, after)
      await killedAfter(place, done + writes, 'apply', 'acme')
      expect(onAssets(place)).not.toEqual(settled)
      await place.edit(FILE, reverted)
      const next = await appliedAgain(place)
      expect([next.exit, codes(next).filter((code) => code !== 'STATE_LOCK_CLEARED')]).toEqual([0, []])
      expect(onAssets(place)).toEqual(settled)
      expect(await place.json('preview', 'acme')).toMatchObject({
        exit: 0,
        plans: [{ changes: [] }],
      })
    },
  )

  test(
    'takes back the invitation of somebody whom agency.yaml no longer names',
    { timeout: 120_000 },
    async () => {
      await using place = await makeWorkplace({ latencyMs: 60 })
      expect((await place.json('apply', 'agency')).exit).toBe(0)
      const { members } = place.emulator.world
      const done = place.emulator.requests.counts().writes
      let agency = ''
      await place.edit(AGENCY_FILE, (text) =>
        (agency = text).replace(
          'people:\n',
          'people:\n  - { email: new@northlight.example, functions: [analyst] }\n',
        ),
      )
      await killedAfter(place, done + 1, 'apply', 'agency')
      const invited = () => [...place.emulator.world.invitations.values()].map(({ email }) => email)
      expect([invited(), members.size]).toEqual([['new@northlight.example'], members.size])
      await place.edit(AGENCY_FILE, agency)
      expect((await place.json('apply', 'agency')).exit).toBe(0)
      expect(invited()).toEqual([])
    },
  )
})
