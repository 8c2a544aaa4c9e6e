import { describe, expect, test } from 'vitest'
import { repair } from '../../../provider/runs/repair.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { makeWorkplace, NOW, type Workplace } from '../../support/workplace.ts'

// A run by the clock makes a part of a plan. Nobody approves the rest by it, whatever main asks for by then.

const SLOW = { timeout: 120_000 }
const ACME = 'access/clients/acme.yaml'
const DEV = 'dev@northlight.example'
const FARID = 'farid@northlight.example'
const BUSINESS = '900000000000001'

function exception(who: string, level: string, until: string, asset = 'act_1001'): string {
  return `  - { who: ${who}, asset: "${asset}", level: ${level}, reason: A task, ticket: OPS-1, until: ${until} }\n`
}

function withExceptions(...lines: readonly string[]): (text: string) => string {
  return (text) => `${text.replace(/exceptions:\n[^]*$/, '')}exceptions:\n${lines.join('')}`
}

/** The people of an asset at Meta. */
function peopleOn({ emulator }: Workplace, asset: string): string[] {
  return [...(emulator.world.assignments.get(asset)?.keys() ?? [])].sort()
}

async function repaired({ root, env }: Workplace): Promise<string[]> {
  const context = { root, env, now: () => NOW, progress: () => undefined, withoutPack: true } as const
  const { done } = await repair(context, 'acme')
  return done.map(({ asset }) => asset.id)
}

describe('an end by the clock beside what nobody has approved', () => {
  test('does not make the nightly repair give that', SLOW, async () => {
    await using place = await makeWorkplace()
    await place.edit('access/policy.yaml', NO_POLICY)
    await place.edit(ACME, withExceptions(exception(DEV, 'advertiser', '2026-12-30')))
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    const before = peopleOn(place, 'act_1001')
    // Merged, and its apply was refused; then Dev's exception ends.
    await place.edit(
      ACME,
      withExceptions(exception(DEV, 'advertiser', '2026-11-20'), exception(FARID, 'analyst', '2026-12-30')),
    )
    const ended = await place.json('expire', 'acme')
    expect([ended.exit, place.emulator.world.assignments.get('act_1001')?.get('9106')]).toEqual([
      0,
      ['ANALYZE'],
    ])
    expect([await repaired(place), peopleOn(place, 'act_1001')]).toEqual([[], before])
    // Drift is still repaired once it is applied.
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    place.byHand({ do: 'unassign', asset: 'act_1001', user: '9104' })
    expect(await repaired(place)).toEqual(['act_1001'])
  })

  test('does not make continue give more than was approved for later', SLOW, async () => {
    await using place = await makeWorkplace()
    await place.edit('access/policy.yaml', NO_POLICY)
    await place.edit('access/agency.yaml', (text) =>
      text.replace(
        '\nsystem_users:',
        `  - { email: nina@northlight.example, name: Nina Roth, functions: [analyst] }\n\nsystem_users:`,
      ),
    )
    await place.edit(ACME, (text) =>
      text.replace('name: ACME | FR | EUR', 'name: ACME | FR | EUR, partner: admin'),
    )
    place.byHand({
      do: 'share',
      asset: 'act_1001',
      business: BUSINESS,
      tasks: ['ADVERTISE', 'ANALYZE', 'MANAGE'],
    })
    const nina = 'nina@northlight.example'
    await place.edit(
      ACME,
      withExceptions(exception(nina, 'analyst', '2026-12-30'), exception(DEV, 'advertiser', '2026-12-30')),
    )
    expect((await place.json('apply', 'agency')).exit).toBe(0)
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    await place.edit(
      ACME,
      withExceptions(exception(nina, 'admin', '2026-12-30'), exception(DEV, 'advertiser', '2026-11-20')),
    )
    expect((await place.json('expire', 'acme')).exit).toBe(0)
    const [invitation] = [...place.emulator.world.invitations.values()].filter(({ email }) => email === nina)
    place.byHand({ do: 'accept_invitation', invitation: invitation?.id ?? '', name: 'Nina Roth' })
    place.emulator.requests.clear()
    const ran = await place.json('continue', 'acme')
    expect([ran.exit, place.emulator.requests.counts().writes]).toEqual([0, 0])
  })
})
