import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commitAccess } from '../../support/git.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

const SLOW = 300_000
const ANA = '9103'
const REFUSED = { error: { code: 200, message: 'Not now' } }

/** Acme alone, so that nobody pays for engines that prove nothing more. */
async function acmeAlone(options: Parameters<typeof makeWorkplace>[0]): Promise<Workplace> {
  const place = await makeWorkplace(options)
  await place.edit('access/policy.yaml', NO_POLICY)
  for (const client of ['bloom', 'corner']) await rm(join(place.root, `access/clients/${client}.yaml`))
  return place
}

function assetsOf(place: Workplace, user: string): string[] {
  const { assignments } = place.emulator.world
  return [...assignments].flatMap(([asset, people]) => (people.has(user) ? [asset] : []))
}

function changesOf(report: Report): string[] {
  return report.plans.flatMap(({ stack, changes }) =>
    changes.map(({ verb, subject, asset }) => `${stack} ${verb} ${subject.principal} ${asset.id}`),
  )
}

test(
  'a leaver is one line less: assignments end first and membership last, and what Meta refuses midway ends with the next run',
  { timeout: SLOW },
  async () => {
    // The first two are taken off, the others and the membership are refused; then Meta is well again.
    await using place = await acmeAlone({
      faults: [{ match: { method: 'DELETE' }, after: 2, times: 4, outcome: REFUSED }],
    })
    // Everything is as it should be in our Business, and yet written down: only the state will know who was ours.
    expect((await place.json('apply', '--all')).exit).toBe(0)
    place.emulator.requests.clear()
    commitAccess(place.root)
    await place.edit('access/agency.yaml', (text) => text.replace(/.*ana@northlight.*\n/, ''))

    const first = await place.json('apply', '--all')
    expect(first.exit).toBe(1)
    expect(changesOf(first)).toEqual([
      'acme revoke ana@northlight.example act_1001',
      'acme revoke ana@northlight.example act_1002',
      'acme revoke ana@northlight.example 2001',
      'acme revoke ana@northlight.example 5001',
      'acme revoke ana@northlight.example 4001',
      'agency revoke ana@northlight.example 900000000000001',
    ])
    expect(first.findings.find(({ code }) => code === 'PERSON_LEFT')?.address).toMatchObject({
      file: 'access/clients/acme.yaml',
      line: 25,
    })
    expect(assetsOf(place, ANA)).toHaveLength(4)

    const second = await place.json('apply', '--all')
    expect([second.exit, codes(second)]).toEqual([0, ['PERSON_LEFT']])
    // Nobody can be taken off a pixel by API: the end of the membership does it.
    expect(assetsOf(place, ANA)).toEqual([])
    const writes = place.emulator.requests.entries.filter(
      ({ method, status }) => method === 'DELETE' && status === 200,
    )
    expect(writes).toHaveLength(6)
    expect(writes.at(-1)?.edge).toBe('DELETE business_user')
  },
)
