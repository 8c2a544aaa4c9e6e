import { describe, expect, test } from 'vitest'
import { commitAccess } from '../../support/git.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const SLOW = 240_000
const ANA = '9103'
const GUEST_ANA = '1302'

/** Everything applied, then Ana's line taken out of agency.yaml while acme, bloom and corner still name her. */
async function afterTheLine(options: Parameters<typeof makeWorkplace>[0] = {}): Promise<Workplace> {
  const place = await makeWorkplace(options)
  await place.edit('access/policy.yaml', NO_POLICY)
  expect((await place.json('apply', '--all')).exit).toBe(0)
  commitAccess(place.root)
  await place.edit('access/agency.yaml', (text) => text.replace(/.*ana@northlight.*\n/, ''))
  place.emulator.requests.clear()
  return place
}

function assetsOf(place: Workplace, user: string): string[] {
  const { assignments } = place.emulator.world
  return [...assignments].flatMap(([asset, people]) => (people.has(user) ? [asset] : []))
}

function changesOf(report: Awaited<ReturnType<Workplace['json']>>): string[] {
  return report.plans.flatMap(({ stack, changes }) =>
    changes.map(({ verb, subject, asset }) => `${stack} ${verb} ${subject.principal} ${asset.id}`),
  )
}

const ENDS = [
  'acme revoke ana@northlight.example act_1001',
  'acme revoke ana@northlight.example act_1002',
  'acme revoke ana@northlight.example 2001',
  'acme revoke ana@northlight.example 5001',
  'acme revoke ana@northlight.example 4001',
  'corner revoke ana@northlight.example act_1201',
  'agency revoke ana@northlight.example 900000000000001',
]

describe('a leaver', () => {
  test(
    'is one line less: every client shows, assignments end first and membership last',
    { timeout: SLOW },
    async () => {
      await using place = await afterTheLine()
      const before = await place.json('preview', '--all')
      expect([before.exit, codes(before)]).toEqual([2, ['PERSON_LEFT', 'PERSON_LEFT', 'PERSON_LEFT']])
      expect(
        before.findings.flatMap(({ code, address }) => (code === 'PERSON_LEFT' ? address : [])),
      ).toMatchObject([
        { file: 'access/clients/acme.yaml', line: 25 },
        { file: 'access/clients/bloom.yaml', line: 20 },
        { file: 'access/clients/corner.yaml', line: 22 },
      ])
      expect(changesOf(before)).toEqual(ENDS)

      const applied = await place.json('apply', '--all')
      expect(applied.exit).toBe(0)
      const writes = place.emulator.requests.entries.filter(({ method }) => method !== 'GET')
      expect(writes.map(({ edge }) => edge).at(-1)).toBe('DELETE business_user')
      expect(writes).toHaveLength(ENDS.length)
      // Nobody can be taken off a pixel by API: the end of the membership does it.
      expect([...assetsOf(place, ANA), ...assetsOf(place, GUEST_ANA)]).toEqual([])

      const after = await place.json('preview', '--all')
      expect([after.exit, changesOf(after)]).toEqual([0, []])
    },
  )

  test('is finished by the next run when Meta fails midway', { timeout: SLOW }, async () => {
    const refused = { error: { code: 200, message: 'Not now' } }
    await using place = await afterTheLine({
      faults: [{ match: { method: 'DELETE' }, after: 2, times: 5, outcome: refused }],
    })
    const first = await place.json('apply', '--all')
    expect(first.exit).toBe(1)
    expect(assetsOf(place, ANA)).not.toEqual([])
    const second = await place.json('apply', '--all')
    expect(second.exit).toBe(0)
    expect([...assetsOf(place, ANA), ...assetsOf(place, GUEST_ANA)]).toEqual([])
    expect((await place.json('preview', '--all')).exit).toBe(0)
  })
})
