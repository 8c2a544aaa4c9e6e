import { describe, expect, test } from 'vitest'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

const AGENCY = '900000000000001'
const BEN = '9104'
const SLOW = 120_000

describe('preview and apply', () => {
  test('make Meta match the files, and then find nothing to do', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace({ pack: true })
    const before = await place.json('preview', 'acme')
    expect([before.exit, before.plans[0]?.changes.length]).toEqual([2, 23])
    expect(place.emulator.requests.counts().writes).toBe(0)

    const applied = await place.json('apply', 'acme', '--plan', before.plans[0]?.digest ?? '')
    expect([applied.exit, codes(applied)]).toEqual([0, []])
    expect(place.emulator.requests.counts().writes).toBe(23)

    place.emulator.requests.clear()
    const after = await place.json('preview', 'acme')
    expect([after.exit, after.plans[0]?.changes, after.plans[0]?.recorded]).toEqual([0, [], 0])
    expect(place.emulator.requests.counts().writes).toBe(0)
  })

  test('refuse another plan than the approved one, with nothing written', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    const approved = await place.json('preview', 'acme')
    place.byHand({ do: 'assign', asset: 'act_1001', user: BEN, tasks: ['ANALYZE'] })
    const applied = await place.json('apply', 'acme', '--plan', approved.plans[0]?.digest ?? '')
    expect([applied.exit, codes(applied)]).toEqual([1, ['PLAN_CHANGED']])
    expect(place.emulator.requests.counts().writes).toBe(0)
  })

  test(
    'repair what somebody changed by hand, and leave the share to the client',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.json('apply', 'acme')
      place.byHand({
        do: 'share',
        asset: 'act_1001',
        business: AGENCY,
        tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'],
      })
      place.byHand({ do: 'assign', asset: 'act_1001', user: BEN, tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] })
      const drift = await place.json('preview', 'acme')
      expect(drift.plans[0]?.changes.map(({ verb, subject }) => [verb, subject.principal])).toEqual([
        ['lower', 'ben@northlight.example'],
      ])
      expect(drift.plans[0]?.waiting.map((one) => one.for)).toEqual(['client-level'])

      place.emulator.requests.clear()
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      expect(place.emulator.requests.counts().writes).toBe(1)
      expect((await place.json('preview', 'acme')).exit).toBe(0)
    },
  )

  test(
    'wait for a client without failing, and go on by themselves once it has shared',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      const waiting = await place.json('apply', 'bloom')
      expect([waiting.exit, waiting.plans[0]?.waiting.map((one) => one.for)]).toEqual([
        0,
        ['client-share', 'client-share', 'client-share'],
      ])
      expect(place.emulator.requests.counts().writes).toBe(0)

      place.byHand({ do: 'share', asset: 'act_1101', business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] })
      const next = await place.json('apply', 'bloom')
      expect(next.plans[0]?.changes.map(({ asset }) => asset.id)).toEqual(['act_1101', 'act_1101'])
      expect(place.emulator.requests.counts().writes).toBe(2)
    },
  )

  test(
    'take a person off when a line leaves the file, and everybody when the asset does',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.json('apply', 'acme')
      await place.edit('access/clients/acme.yaml', (text) => text.replace(', ben@northlight.example]', ']'))
      const gone = await place.json('apply', 'acme')
      expect(gone.plans[0]?.changes.map(({ verb, asset }) => [verb, asset.id])).toEqual([
        ['revoke', 'act_1001'],
        ['revoke', 'act_1002'],
        ['revoke', '2001'],
        ['revoke', '5001'],
        ['revoke', '4001'],
      ])
      // Nobody can be taken off a pixel by API.
      expect(gone.plans[0]?.waiting.map((one) => [one.for, one.asset.id])).toEqual([
        ['pixel-removal', '3001'],
      ])

      await place.edit('access/clients/acme.yaml', (text) =>
        text.replace(/.*act_1002, name.*\n/, '').replace('[act_1001, act_1002]', '[act_1001]'),
      )
      const left = await place.json('apply', 'acme')
      expect(left.exit).toBe(0)
      expect(
        left.plans[0]?.changes.every(({ verb, asset }) => verb === 'revoke' && asset.id === 'act_1002'),
      ).toBe(true)
      expect(place.emulator.world.grants.get('act_1002')?.has(AGENCY) ?? false).toBe(false)
      expect((await place.json('preview', 'acme')).exit).toBe(0)
    },
  )

  test(
    'show the same removal of an asset by name and with --all, although all that the file still lists is in order',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.json('apply', 'acme')
      await place.edit('access/clients/acme.yaml', (text) =>
        text.replace(/.*act_1002, name.*\n/, '').replace('[act_1001, act_1002]', '[act_1001]'),
      )
      const named = await place.json('preview', 'acme')
      const all = await place.json('preview', '--all')
      expect([all.exit, all.plans.find(({ stack }) => stack === 'acme')?.digest]).toEqual([
        2,
        named.plans[0]?.digest,
      ])
      expect(named.plans[0]?.changes).toHaveLength(5)
    },
  )

  test(
    'share an asset by the token of the client, and lower the share again',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.edit('access/policy.yaml', NO_POLICY)
      await place.edit('access/clients/corner.yaml', (text) =>
        text
          .replace(/flow:\n(?: {2}.*\n)+/, 'flow: partner\n')
          .replace('name: CORNER | FR | EUR', 'name: CORNER | FR | EUR, partner: admin'),
      )
      const applied = await place.json('apply', 'corner')
      expect([
        applied.exit,
        applied.plans[0]?.changes.map(({ verb, subject }) => [verb, Object.keys(subject)[0]]),
      ]).toEqual([
        0,
        [
          ['grant', 'partner'],
          ['grant', 'principal'],
        ],
      ])
      await place.edit('access/clients/corner.yaml', (text) =>
        text.replace('partner: admin', 'partner: advertiser'),
      )
      const lowered = await place.json('apply', 'corner')
      expect(lowered.plans[0]?.changes.map(({ verb }) => verb)).toEqual(['lower'])
      expect((await place.json('preview', 'corner')).exit).toBe(0)
    },
  )

  test(
    'invite a new person and a new system user, and end the membership of a leaver',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.edit('access/agency.yaml', (text) =>
        text
          .replace('people:\n', 'people:\n  - { email: gita@northlight.example, functions: [analyst] }\n')
          .replace('system_users:\n', 'system_users:\n  - { name: reports, functions: [analyst] }\n'),
      )
      const invited = await place.json('apply', 'agency')
      expect(invited.plans[0]?.changes.map(({ verb, subject }) => [verb, subject.principal])).toEqual([
        ['grant', 'gita@northlight.example'],
        ['grant', 'reports'],
      ])
      const open = await place.json('preview', 'agency')
      expect([open.exit, open.plans[0]?.waiting.map((one) => one.for)]).toEqual([0, ['invitation']])

      await place.edit('access/agency.yaml', (text) => text.replace(/.*dev@northlight.*\n/, ''))
      for (const file of ['acme', 'bloom']) {
        await place.edit(`access/clients/${file}.yaml`, (text) => text.replace(/.*analyst: \[dev.*\n/, ''))
      }
      const left = await place.json('apply', 'agency')
      expect(left.plans[0]?.changes.map(({ verb, subject }) => [verb, subject.principal])).toEqual([
        ['revoke', 'dev@northlight.example'],
      ])
      expect(left.exit).toBe(0)
    },
  )

  test('record access that is there already without writing to Meta', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    await place.json('apply', 'acme')
    // A lost state is the same as a first run on a world that is in order.
    const { rm } = await import('node:fs/promises')
    await rm(`${place.root}/.state`, { recursive: true })
    place.emulator.requests.clear()
    const again = await place.json('preview', 'acme')
    expect([again.exit, again.plans[0]?.changes, again.plans[0]?.recorded]).toEqual([0, [], 6])
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    expect((await place.json('preview', 'acme')).plans[0]?.recorded).toBe(0)
    expect(place.emulator.requests.counts().writes).toBe(0)
  })
})

describe('an asset that leaves the files', () => {
  test(
    'is read although nobody asked for it, and its access ends, under a direct share too',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.edit('access/policy.yaml', NO_POLICY)
      expect((await place.json('apply', 'corner')).exit).toBe(0)
      expect(place.emulator.world.assignments.get('act_1201')?.size).toBe(1)
      await place.edit('access/clients/corner.yaml', (text) =>
        text.replace(/ {2}ad_accounts:\n.*\n/, '  pages: []\n'),
      )
      const left = await place.json('apply', 'corner', '--allow-emptied', '1')
      expect([left.exit, codes(left), left.plans[0]?.changes.map(({ verb }) => verb)]).toEqual([
        0,
        [],
        ['revoke'],
      ])
      expect(place.emulator.world.assignments.get('act_1201')?.size ?? 0).toBe(0)
    },
  )

  test(
    'under a direct share by hand is for the client to end, and the plan names whom',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.edit('access/policy.yaml', NO_POLICY)
      await place.edit('access/clients/corner.yaml', (text) => text.replace('client_side: by-token\n', ''))
      expect((await place.json('apply', 'corner')).exit).toBe(0)
      await place.edit('access/clients/corner.yaml', (text) =>
        text.replace(/ {2}ad_accounts:\n.*\n/, '  pages: []\n'),
      )
      const left = await place.json('apply', 'corner')
      expect([left.exit, codes(left), left.plans[0]?.waiting.map((one) => one.for)]).toEqual([
        0,
        [],
        ['client-person'],
      ])
    },
  )
})
