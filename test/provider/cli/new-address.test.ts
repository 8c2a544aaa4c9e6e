import { describe, expect, test } from 'vitest'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const ANA = 'ana@northlight.example'
const ANA_NEW = 'ana.perez@northlight.example'
const AGENCY_FILE = 'access/agency.yaml'
const ACME_FILE = 'access/clients/acme.yaml'
const SLOW = 120_000

/** Somebody gets another address, and perhaps another name, at Meta. */
function changeAtMeta({ emulator: { world } }: Workplace, id: string, change: object): void {
  const member = world.members.get(id)
  if (member === undefined) throw new Error(`Cannot find member ${id}`)
  world.members.set(id, { ...member, ...change })
}

async function changesOf(place: Workplace, ...args: string[]): Promise<string[]> {
  const { plans } = await place.json('preview', ...args)
  return plans.flatMap(({ changes }) =>
    changes.map(({ verb, subject }) => `${verb} ${subject.principal ?? ''}`),
  )
}

describe('a person with another address at Meta', () => {
  test(
    'is the same person by the id in the state: not invited, not taken off, and told',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.edit(ACME_FILE, (text) => `${text}unmanaged: remove\n`)
      await place.json('apply', 'acme', 'agency')
      expect(await changesOf(place, 'acme', 'agency')).toEqual([])
      changeAtMeta(place, '9103', { email: ANA_NEW, name: 'Ana Gomez' })
      place.emulator.requests.clear()
      const report = await place.json('preview', 'acme', 'agency')
      expect(report.plans.flatMap(({ changes }) => changes)).toEqual([])
      expect(codes(report)).toEqual(['PERSON_ADDRESS_CHANGED'])
      expect(report.findings.find(({ code }) => code === 'PERSON_ADDRESS_CHANGED')?.address).toMatchObject({
        file: AGENCY_FILE,
        line: 10,
      })
      const applied = await place.json('apply', 'acme', 'agency')
      expect(codes(applied)).toEqual(['PERSON_ADDRESS_CHANGED'])
      expect(place.emulator.requests.counts().writes).toBe(0)
      // She leaves: her id still tells who she is.
      for (const file of [AGENCY_FILE, ACME_FILE])
        await place.edit(file, (text) =>
          text.replace(/^.*email: ana@.*\n/m, '').replace('ana@northlight.example, ', ''),
        )
      const leaving = await changesOf(place, 'acme', 'agency')
      expect(leaving.filter((one) => !one.startsWith('revoke ana@'))).toEqual([])
      expect(leaving.length).toBeGreaterThan(5)
      expect((await place.json('apply', 'acme', 'agency', '--allow-removals', '20')).exit).toBe(0)
      expect(place.emulator.world.members.has('9103')).toBe(false)
    },
  )

  test('is nobody else by her name alone: neither invited nor removed, by plan and scan alike', async () => {
    await using place = await makeWorkplace()
    place.byHand({ do: 'assign', asset: 'act_1001', user: '9103', tasks: ['ADVERTISE', 'ANALYZE'] })
    await place.edit(ACME_FILE, (text) => `${text}unmanaged: remove\n`)
    changeAtMeta(place, '9103', { email: ANA_NEW })
    const changes = await changesOf(place, 'acme', 'agency')
    expect(changes.filter((one) => one.includes('ana'))).toEqual([])
    const scanned = await place.json('scan')
    expect(codes(scanned)).toContain('PERSON_PERHAPS')
    const about = scanned.findings.filter((one) => JSON.stringify(one).includes('ana.perez'))
    expect(new Set(about.map(({ code }) => code))).toEqual(new Set(['PERSON_PERHAPS', 'SCAN_UNKNOWN']))
    // The id in the file settles it.
    await place.edit(AGENCY_FILE, (text) => text.replace(`email: ${ANA}`, `email: ${ANA}, id: "9103"`))
    const settled = await place.json('scan')
    expect(codes(settled)).toContain('PERSON_ADDRESS_CHANGED')
    expect(codes(settled)).not.toContain('PERSON_PERHAPS')
  })

  test('is the same person when the files change first', async () => {
    await using place = await makeWorkplace()
    for (const file of [AGENCY_FILE, ACME_FILE]) await place.edit(file, (text) => text.replace(ANA, ANA_NEW))
    place.byHand({ do: 'assign', asset: 'act_1001', user: '9103', tasks: ['ADVERTISE', 'ANALYZE'] })
    const before = await place.json('preview', 'acme', 'agency')
    expect(codes(before)).toContain('PERSON_PERHAPS')
    expect(before.raw).not.toContain(`"revoke"`)
    await place.edit(AGENCY_FILE, (text) => text.replace(`email: ${ANA_NEW}`, `email: ${ANA_NEW}, id: 9103`))
    const report = await place.json('preview', 'acme', 'agency')
    expect(codes(report)).toContain('PERSON_ADDRESS_CHANGED')
    expect(report.raw).not.toContain(`"revoke"`)
    changeAtMeta(place, '9103', { email: ANA_NEW })
    const after = await changesOf(place, 'acme', 'agency')
    expect(after.filter((one) => one.startsWith('revoke'))).toEqual([])
    expect(after).toContain(`grant ${ANA_NEW}`)
  })

  test('an id never gives her access to somebody else whom agency.yaml names', async () => {
    await using place = await makeWorkplace()
    await place.edit(AGENCY_FILE, (text) => text.replace(`email: ${ANA}`, `email: ${ANA}, id: "9104"`))
    const report = await place.json('preview', 'acme', 'agency')
    expect([report.exit, codes(report)]).toEqual([1, ['PERSON_ID_OF_ANOTHER']])
  })
})
