import { describe, expect, test } from 'vitest'
import { commitAccess } from '../../support/git.ts'
import { codes, makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

const ACME = 'access/clients/acme.yaml'
const BLOOM = 'access/clients/bloom.yaml'

type Listed = Report & {
  readonly clients: readonly {
    readonly client: string
    readonly people: readonly {
      readonly who: string
      readonly functions: readonly string[]
      readonly exceptions: readonly string[]
      readonly access: readonly { readonly kind: string; readonly level: string; readonly assets: number }[]
    }[]
  }[]
}

async function listed(place: Workplace, ...args: string[]): Promise<Listed> {
  return (await place.json('people', ...args)) as Listed
}

function exception(who: string, asset: string, level: string, until: string): string {
  return `  - { who: ${who}, asset: "${asset}", level: ${level}, reason: A task, ticket: OPS-${asset}, until: ${until} }\n`
}

describe('people', () => {
  test('lists every client, one line a person, without a token and without asking Meta', async () => {
    await using place = await makeWorkplace({ env: { META_AGENCY_TOKEN: undefined } })
    const { exit, out, err } = await place.run('people')
    expect([exit, err]).toEqual([0, ''])
    expect(out).toBe(
      [
        'acme: 5 people, 1 system user',
        '  ana@northlight.example (media-buyer): advertiser on 2 ad accounts, 1 pixel, 1 Page, 1 Instagram account, 1 catalog',
        '  ben@northlight.example (media-buyer): advertiser on 2 ad accounts, 1 pixel, 1 Page, 1 Instagram account, 1 catalog',
        '  chloe@northlight.example (strategist): advertiser on 2 ad accounts, 1 pixel, 1 Page, 1 Instagram account',
        '  conversions (measurement): admin on 1 pixel',
        '  dev@northlight.example (analyst): analyst on 2 ad accounts, 1 pixel, 1 Page',
        '  farid@northlight.example (measurement): admin on 1 pixel',
        'bloom: 2 people',
        '  ana@northlight.example (media-buyer): advertiser on 1 ad account, 1 pixel, 1 Page',
        '  dev@northlight.example (analyst): analyst on 1 ad account, 1 pixel, 1 Page',
        'corner: 1 person',
        '  ana@northlight.example (media-buyer): advertiser on 1 ad account',
        '',
      ].join('\n'),
    )
    expect(place.emulator.requests.counts().requests).toBe(0)
  })

  test('lists only the named clients', async () => {
    await using place = await makeWorkplace()
    const { exit, clients } = await listed(place, 'corner', 'bloom')
    expect([exit, clients.map(({ client }) => client)]).toEqual([0, ['bloom', 'corner']])
    expect(clients[1]?.people).toEqual([
      {
        who: 'ana@northlight.example',
        functions: ['media-buyer'],
        exceptions: [],
        access: [{ kind: 'ad_account', level: 'advertiser', assets: 1 }],
      },
    ])
  })

  test('counts each level of a kind, and names the exceptions that raise somebody now', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) =>
      [
        `${text}exceptions:\n`,
        exception('dev@northlight.example', 'act_1001', 'advertiser', '2026-12-01'),
        exception('dev@northlight.example', '3001', 'advertiser', '2026-11-23'),
        exception('elin@northlight.example', '2001', 'analyst', '2026-12-01'),
      ].join(''),
    )
    const { clients } = await listed(place, 'acme')
    const one = (name: string) => clients[0]?.people.find(({ who }) => who === `${name}@northlight.example`)
    expect(one('dev')).toMatchObject({
      functions: ['analyst'],
      exceptions: ['OPS-act_1001'],
      access: [
        { kind: 'ad_account', level: 'advertiser', assets: 1 },
        { kind: 'ad_account', level: 'analyst', assets: 1 },
        { kind: 'pixel', level: 'analyst', assets: 1 },
        { kind: 'page', level: 'analyst', assets: 1 },
      ],
    })
    expect(one('elin')).toMatchObject({ functions: ['billing'], exceptions: ['OPS-2001'] })
    const { out } = await place.run('people', 'acme')
    expect(out).toContain('\n  elin@northlight.example (billing, exception OPS-2001): analyst on 1 Page\n')
  })

  test('leaves out a leaver, and warns that the file still names them', async () => {
    await using place = await makeWorkplace()
    commitAccess(place.root)
    await place.edit('access/agency.yaml', (text) => text.replace(/.*email: dev@.*\n/, ''))
    const { exit, clients, ...report } = await listed(place, 'bloom')
    expect([exit, clients[0]?.people.map(({ who }) => who)]).toEqual([0, ['ana@northlight.example']])
    expect(codes(report)).toEqual(['PERSON_LEFT'])
  })

  test('lists nobody at a client whose relationship ended', async () => {
    await using place = await makeWorkplace()
    await place.edit(
      BLOOM,
      (text) =>
        `${text}offboarded: { since: 2026-11-24, by: olga@northlight.example, reason: It ended, ticket: OPS-9 }\n`,
    )
    expect((await place.run('people', 'bloom')).out).toBe('bloom: nobody\n')
  })

  test('refuses a name that is no client, and a file with an error', async () => {
    await using place = await makeWorkplace()
    for (const name of ['blom', 'agency']) {
      const refused = await listed(place, name)
      expect([refused.exit, codes(refused)]).toEqual([1, ['CLIENT_UNKNOWN']])
    }
    await place.edit(BLOOM, (text) => `${text}colour: blue\n`)
    const refused = await listed(place)
    expect([refused.exit, codes(refused), refused.clients]).toEqual([1, ['KEY_UNKNOWN'], undefined])
    expect((await listed(place, 'acme')).exit).toBe(0)
  })
})
