import { describe, expect, test } from 'vitest'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

const SLOW = { timeout: 120_000 }
const BUSINESS = '900000000000001'
const NINA = 'nina@northlight.example'
const ACME = 'access/clients/acme.yaml'

type Continued = Report & {
  readonly clients: readonly {
    readonly stack: string
    readonly given: readonly {
      asset: { id: string }
      subject: { principal?: string }
      after: { level: string }
    }[]
  }[]
  readonly waiting: number
}

async function continued(place: Workplace, ...names: string[]): Promise<Continued> {
  place.emulator.requests.clear()
  return (await place.json('continue', ...names)) as Continued
}

function givenIn({ clients }: Continued): string[] {
  return clients.flatMap(({ stack, given }) =>
    given.map(
      ({ asset, subject, after }) => `${stack} ${asset.id} ${subject.principal ?? ''} ${after.level}`,
    ),
  )
}

function requestsOf({ emulator }: Workplace): { requests: number; writes: number } {
  const { requests, writes } = emulator.requests.counts()
  return { requests, writes }
}

function share(place: Workplace, asset: string, ...more: string[]): void {
  place.byHand({ do: 'share', asset, business: BUSINESS, tasks: ['ADVERTISE', 'ANALYZE', ...more] })
}

/** A new hire who is to be admin of one ad account of acme, which acme shares with control; all else is in order. */
async function withNina(place: Workplace): Promise<void> {
  await place.edit('access/policy.yaml', NO_POLICY)
  await place.edit(ACME, (text) =>
    text.replace('name: ACME | FR | EUR', 'name: ACME | FR | EUR, partner: admin'),
  )
  share(place, 'act_1001', 'MANAGE')
  expect((await place.json('apply', 'acme')).exit).toBe(0)
  await place.edit('access/agency.yaml', (text) =>
    text.replace(
      '\nsystem_users:',
      `  - { email: ${NINA}, name: Nina Roth, functions: [analyst] }\n\nsystem_users:`,
    ),
  )
  await place.edit(
    ACME,
    (text) =>
      `${text}exceptions:\n  - { who: ${NINA}, asset: act_1001, level: admin, reason: Sets it up, ticket: OPS-1, until: 2027-01-31 }\n`,
  )
}

function acceptedBy({ emulator, byHand }: Workplace, email: string): void {
  const [invitation] = [...emulator.world.invitations.values()].filter((one) => one.email === email)
  byHand({ do: 'accept_invitation', invitation: invitation?.id ?? '', name: 'Nina Roth' })
}

describe('continue', () => {
  test('asks Meta nothing where nothing waits', SLOW, async () => {
    await using place = await makeWorkplace()
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    const ran = await continued(place)
    expect([ran.exit, codes(ran), ran.waiting, requestsOf(place)]).toEqual([
      0,
      [],
      0,
      { requests: 0, writes: 0 },
    ])
  })

  test('gives what was approved as soon as the client shares, and nothing else', SLOW, async () => {
    await using place = await makeWorkplace()
    const planned = await place.json('preview', 'bloom')
    const applied = await place.json('apply', 'bloom')
    expect([applied.exit, applied.plans[0]?.digest]).toEqual([0, planned.plans[0]?.digest])
    const before = await continued(place, 'bloom')
    expect([before.exit, givenIn(before), requestsOf(place).writes]).toEqual([0, [], 0])
    expect(before.waiting).toBeGreaterThan(1)
    // Three kinds, and the three listings of our people.
    expect(requestsOf(place).requests).toBe(6)

    share(place, 'act_1101')
    const after = await continued(place, 'bloom')
    expect([after.exit, codes(after)]).toEqual([0, []])
    expect(new Set(givenIn(after).map((one) => one.split(' ')[1]))).toEqual(new Set(['act_1101']))
    expect([requestsOf(place).writes, after.waiting]).toEqual([
      givenIn(after).length,
      before.waiting - givenIn(after).length,
    ])
    const preview = await place.json('preview', 'bloom')
    expect([preview.exit, preview.plans[0]?.changes]).toEqual([0, []])
    // What was approved is the same whether it is made now or later.
    expect(givenIn(await continued(place, 'bloom'))).toEqual([])
  })

  test('makes a new hire the admin that the reviewers saw, once she accepted', SLOW, async () => {
    await using place = await makeWorkplace()
    await withNina(place)
    const hidden = await place.json('preview', 'acme')
    expect([hidden.exit, codes(hidden)]).toEqual([3, ['GUARD_ADMINS']])
    expect((await place.json('apply', 'agency')).exit).toBe(0)
    const applied = await place.json('apply', 'acme', '--allow-admins', '1')
    expect([applied.exit, requestsOf(place).writes > 0]).toEqual([0, true])
    expect(givenIn(await continued(place))).toEqual([])

    acceptedBy(place, NINA)
    const ran = await continued(place)
    expect([ran.exit, givenIn(ran)]).toEqual([0, [`acme act_1001 ${NINA} admin`]])
    expect(requestsOf(place).writes).toBe(1)
  })

  test('gives up what the files ask for differently by now', SLOW, async () => {
    await using place = await makeWorkplace()
    await withNina(place)
    await place.json('apply', 'agency')
    await place.json('apply', 'acme', '--allow-admins', '1')
    await place.edit(ACME, (text) => text.replace('level: admin', 'level: advertiser'))
    acceptedBy(place, NINA)
    const ran = await continued(place, 'acme')
    expect([ran.exit, codes(ran), givenIn(ran)]).toEqual([0, ['LATER_GIVEN_UP'], []])
    expect(requestsOf(place)).toEqual({ requests: 0, writes: 0 })
  })

  test('leaves alone whom somebody added by hand meanwhile, and what nobody approved', SLOW, async () => {
    await using place = await makeWorkplace()
    await place.json('apply', 'bloom')
    share(place, 'act_1101')
    place.byHand({ do: 'assign', asset: 'act_1101', user: '9104', tasks: ['ADVERTISE', 'ANALYZE'] })
    await place.edit(ACME, (text) => text.replace('analyst: [dev', `analyst: [elin@northlight.example, dev`))
    await place.edit('access/policy.yaml', NO_POLICY)
    const ran = await continued(place)
    expect(givenIn(ran).some((one) => one.startsWith('acme') || one.includes('ben@'))).toBe(false)
    expect(givenIn(ran).length).toBeGreaterThan(0)
  })
})
