import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codes, makeWorkplace } from '../../support/workplace.ts'

test(
  'a list of our people without addresses invites nobody and forgets no leaver; the next apply ends the membership',
  { timeout: 180_000 },
  async () => {
    // The list is read once a run: the second run sees it without addresses.
    const edge = 'GET business/business_users'
    await using place = await makeWorkplace({
      faults: [{ match: { edge }, after: 1, times: 1, outcome: { without: ['email'] } }],
    })
    expect((await place.json('apply', 'agency')).exit).toBe(0)
    await place.edit('access/agency.yaml', (text) => text.replace(/.*ben@northlight.*\n/, ''))
    const writes = place.emulator.requests.counts().writes
    const blind = await place.json('apply', 'agency')
    expect(blind.exit).toBe(1)
    expect(codes(blind)).toContain('MEMBER_KEPT')
    expect(blind.plans[0]?.changes).toEqual([])
    expect(place.emulator.requests.counts().writes).toBe(writes)
    const state = await readFile(join(place.root, '.state/.pulumi/stacks/metagrant/agency.json'), 'utf8')
    expect(state).toContain('::ben@northlight.example')
    const next = await place.json('apply', 'agency')
    expect(next.exit).toBe(0)
    expect(next.plans[0]?.changes.map(({ verb, subject }) => [verb, subject.principal])).toEqual([
      ['revoke', 'ben@northlight.example'],
    ])
  },
)
