import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { printable } from '../../../provider/findings/printable.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import {
  codes,
  exampleEstate,
  makeWorkplace,
  type Workplace,
  type WorkplaceOptions,
} from '../../support/workplace.ts'

const ACME = 'access/clients/acme.yaml'
const AGENCY = 'access/agency.yaml'
const BUSINESS = '100000000000001'

type Asset = NonNullable<EstateInput['assets']>[number]

test.each([
  ['newco', BUSINESS, 'BUSINESS_DUPLICATE'],
  ['agency', '100000000000009', 'SLUG_RESERVED'],
])('import asks Meta nothing for %s with the Business %s: %s', async (slug, business, code) => {
  await using place = await makeWorkplace()
  const result = await place.json('import', slug, '--business', business)
  expect([result.exit, codes(result)]).toEqual([1, [code]])
  expect(place.emulator.requests.entries).toEqual([])
})

/** The example estate with people on its assets, by asset; and whoever else is in our Business. */
function estateWith(
  people: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>>,
  more: Readonly<Record<string, Partial<Asset>>> = {},
): EstateInput {
  const estate = exampleEstate()
  const assets = (estate.assets ?? []).map((asset): Asset => {
    const own = people[asset.id]?.map(([user, tasks]) => ({ user, tasks: [...tasks] }))
    const assignments = [...(asset.assignments ?? []), ...(own ?? [])]
    return { ...asset, assignments, ...more[asset.id] } as Asset
  })
  const [agency, ...others] = estate.businesses ?? []
  const zoe = { id: '9199', name: 'Zoe Lind', email: 'zoe@northlight.example' }
  const guest = { id: '9198', name: 'Gil', email: 'gil@freelance.example' }
  const extended = { ...agency, people: [...(agency?.people ?? []), zoe, guest] }
  return { ...estate, assets, businesses: [extended as NonNullable<typeof agency>, ...others] }
}

async function withoutAcme(options: WorkplaceOptions): Promise<Workplace> {
  const place = await makeWorkplace(options)
  await rm(join(place.root, ACME))
  return place
}

async function imported(place: Workplace, ...args: string[]): Promise<[number, string[]]> {
  const { exit, findings } = await place.json('import', 'acme', '--business', BUSINESS, ...args)
  return [exit, findings.map(({ code }) => code)]
}

function textOf({ root }: Workplace, path = ACME): string {
  return readFileSync(join(root, path), 'utf8')
}

const ADVERTISER = ['ADVERTISE', 'ANALYZE']

describe('import', () => {
  test('writes a file in which check names the line of every reason that is missing', async () => {
    const estate = estateWith({
      act_1001: [
        ['9103', ADVERTISER],
        ['9106', ADVERTISER],
      ],
      '3001': [['9202', ['UPLOAD', 'ANALYZE']]],
    })
    await using place = await withoutAcme({ estate })
    expect(await imported(place)).toEqual([2, ['IMPORT_PARTNER_UNSEEN', 'IMPORT_ABOVE_FUNCTION']])
    expect(textOf(place)).toContain('- { person: ana@northlight.example, assets: [act_1001] }')
    expect(textOf(place)).toContain('- { system_user: conversions, levels: { pixel: uploader } }')
    const explained = (await place.json('check')).findings.filter(
      ({ code }) => code === 'exception-is-explained',
    )
    expect(explained.map(({ address }) => address?.file)).toEqual([ACME, ACME])
    expect(place.emulator.requests.counts().writes).toBe(0)
  })

  test('changes nothing where the file says it already, and is then done once the reasons are given', async () => {
    const estate = estateWith({ act_1001: [['9106', ADVERTISER]] })
    await using place = await withoutAcme({ estate })
    await imported(place)
    const first = textOf(place)
    expect(await imported(place)).toEqual([2, ['IMPORT_PARTNER_UNSEEN', 'IMPORT_ABOVE_FUNCTION']])
    expect(textOf(place)).toBe(first)
    await place.edit(ACME, (text) =>
      text.replace('Reason to be given', 'Sale').replace('Ticket to be given', 'OPS-1'),
    )
    expect(await imported(place)).toEqual([0, ['IMPORT_PARTNER_UNSEEN']])
  })

  test('keeps comments, order, reasons and whoever is in order when it runs on the file of people', async () => {
    const estate = estateWith({
      act_1001: [
        ['9103', ADVERTISER],
        ['9106', ADVERTISER],
      ],
      act_1002: [['9103', ADVERTISER]],
    })
    await using place = await makeWorkplace({ estate })
    await place.edit(
      ACME,
      [
        '# By hand',
        'version: 1',
        'client: acme',
        'name: ACME, as we call it',
        `business: "${BUSINESS}"`,
        'package: paid-social',
        'assets:',
        '    # the main one',
        '    ad_accounts: [{ id: act_1001, name: Main, partner: admin }] # more to come',
        'team:',
        '    analyst:',
        '      - dev@northlight.example # reports',
        '    media-buyer: [] # none yet',
        'exceptions:',
        '    # Agreed with Marie',
        '    - { who: dev@northlight.example, asset: act_1001, level: advertiser, reason: Sale, ticket: OPS-9, until: 2026-12-01 }',
        '',
      ].join('\n'),
    )
    const [exit] = await imported(place)
    expect(exit).toBe(0)
    const lines = textOf(place).split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        '# By hand',
        'name: ACME, as we call it',
        '    # the main one',
        '    # Agreed with Marie',
      ]),
    )
    expect(textOf(place)).toContain('- { person: ana@northlight.example, assets: [act_1001, act_1002] }')
    expect(textOf(place)).toContain('partner: advertiser }, { id: act_1002, name: ACME | DE | EUR')
    expect(textOf(place)).toContain('dev@northlight.example, assets: [act_1001] }')
    expect(textOf(place)).toContain('reason: Sale, ticket: OPS-9')
  })

  test('tells people whom agency.yaml lacks, and adds those of our domain on request', async () => {
    const estate = estateWith({
      act_1001: [
        ['9199', ['ANALYZE']],
        ['9198', ['ANALYZE']],
      ],
    })
    await using place = await withoutAcme({ estate })
    const before = textOf(place, AGENCY)
    expect((await imported(place))[1].filter((code) => code === 'IMPORT_PERSON_UNKNOWN')).toHaveLength(2)
    expect(textOf(place, AGENCY)).toBe(before)
    expect((await imported(place, '--add-people'))[1]).toContain('IMPORT_PERSON_UNKNOWN')
    expect(textOf(place, AGENCY)).toBe(
      before.replace(
        /(\n {2}- \{ email: farid.*\n)/,
        '$1  - { email: zoe@northlight.example, name: Zoe Lind, functions: [analyst] }\n',
      ),
    )
    expect(textOf(place)).toContain('zoe@northlight.example')
    expect(textOf(place)).not.toContain('gil@')
  })

  test('tells tasks that are no level, and leaves them as they are', async () => {
    const estate = estateWith({ '3001': [['9108', ['EDIT', 'ANALYZE']]] })
    await using place = await withoutAcme({ estate })
    expect((await imported(place))[1]).toContain('IMPORT_TASKS_BETWEEN')
    expect(textOf(place)).not.toContain('farid@')
  })

  test('writes nothing when a kind cannot be read, or nothing is shared', async () => {
    const match = { edge: 'business/client_pixels' }
    await using place = await withoutAcme({ faults: [{ match, outcome: { error: { code: 200 } } }] })
    expect(await imported(place)).toEqual([1, ['IMPORT_UNREAD']])
    await using other = await withoutAcme({})
    const { exit, findings } = await other.json('import', 'acme', '--business', '42')
    expect([exit, findings[0]?.code]).toEqual([1, 'IMPORT_NOTHING'])
    expect([place, other].map(({ root }) => existsSync(join(root, ACME)))).toEqual([false, false])
  })

  test('refuses what cannot be meant before it asks Meta anything', async () => {
    await using place = await makeWorkplace()
    const codesFor = async (...args: string[]): Promise<string[]> =>
      (await place.json('import', ...args)).findings.map(({ code }) => code)
    expect(await codesFor('acme', '--business', '100000000000002')).toEqual(['IMPORT_OTHER_BUSINESS'])
    expect(await codesFor('../x', '--business', '7')).toEqual(['VALUE_WRONG'])
    expect(await codesFor('dune', '--business', 'seven')).toEqual(['ID_NOT_NUMERIC'])
    expect(await codesFor('dune', '--business', '7', '--package', 'gold')).toEqual(['PACKAGE_UNKNOWN'])
    expect((await place.run('import', 'dune')).exit).toBe(1)
    expect(place.emulator.requests.counts().requests).toBe(0)
  })

  test('writes no file that the other files make wrong', async () => {
    await using place = await makeWorkplace({ estate: estateWith({}) })
    const { exit, findings } = await place.json('import', 'second', '--business', BUSINESS)
    expect([exit, findings.map(({ code }) => code)]).toEqual([
      1,
      expect.arrayContaining(['BUSINESS_DUPLICATE']),
    ])
    expect(existsSync(join(place.root, 'access/clients/second.yaml'))).toBe(false)
  })
})

/** Names as clients write them. Most are usual: right-to-left marks in Hebrew and Arabic, joiners in emoji. */
const NAMES = [
  'מרפאת שיניים\u200F (Acme)',
  '\u061Cمتجر\u200C ها',
  '👩\u200D👩\u200D👧 Family ✈️',
  'tab\tbell\u0007 \u001B[2J\r\nline',
  '{ a: b, &c *d: !!x # y',
  '  blanks  at  both  ends  ',
  'x'.repeat(600),
  'zero\u200Bwidth\u2060\uFEFF\u202E',
  ' ',
]

test.each(NAMES)('import, preview and scan take the name %j as it is', async (name) => {
  const estate = estateWith({}, { '2001': { name }, act_1001: { name } })
  await using place = await withoutAcme({ estate })
  await place.edit('access/policy.yaml', NO_POLICY)
  expect((await imported(place))[0]).toBe(0)
  const written = parse(textOf(place)) as { assets: { pages: readonly { name: string }[] } }
  expect(written.assets.pages.map((page) => page.name)).toEqual([name])
  const check = await place.json('check')
  expect(check.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  const plan = await place.run('preview', 'acme')
  const scan = await place.run('scan', 'acme')
  for (const { out } of [plan, scan]) {
    const text = out.replaceAll('\n', '')
    expect(printable(text)).toBe(text)
  }
  const [kept] = (await place.json('preview', 'acme')).plans
  expect(kept?.changes).toEqual([])
})
