import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const BEN = 'ben@northlight.example'

/** The list of our people is read once a run: the second run sees it without addresses. */
async function blindPlace() {
  const edge = 'GET business/business_users'
  const place = await makeWorkplace({
    faults: [{ match: { edge }, after: 1, times: 1, outcome: { without: ['email'] } }],
  })
  expect((await place.json('apply', 'agency')).exit).toBe(0)
  await place.edit('access/agency.yaml', (text) => text.replace(/.*ben@northlight.*\n/, ''))
  return place
}

const STATE = '.state/.pulumi/stacks/metagrant/agency.json'

test(
  'a list of our people without addresses invites nobody, and ends the membership of a leaver whose id the state knows',
  { timeout: 180_000 },
  async () => {
    await using place = await blindPlace()
    const blind = await place.json('apply', 'agency')
    expect([blind.exit, codes(blind)]).toEqual([0, []])
    expect(blind.plans[0]?.changes.map(({ verb, subject }) => [verb, subject.principal])).toEqual([
      ['revoke', BEN],
    ])
    expect(place.emulator.world.members.has('9104')).toBe(false)
  },
)

test(
  'the same list forgets no leaver whose id nothing tells; the next apply ends the membership',
  { timeout: 180_000 },
  async () => {
    await using place = await blindPlace()
    await place.edit(STATE, (text) => text.replaceAll('"9104"', '"9999"'))
    const writes = place.emulator.requests.counts().writes
    const blind = await place.json('apply', 'agency')
    expect(blind.exit).toBe(1)
    expect(codes(blind)).toContain('MEMBER_KEPT')
    expect(blind.plans[0]?.changes).toEqual([])
    expect(place.emulator.requests.counts().writes).toBe(writes)
    const state = await readFile(join(place.root, STATE), 'utf8')
    expect(state).toContain(`::${BEN}`)
    const next = await place.json('apply', 'agency')
    expect(next.exit).toBe(0)
    expect(next.plans[0]?.changes.map(({ verb, subject }) => [verb, subject.principal])).toEqual([
      ['revoke', BEN],
    ])
  },
)
