import { beforeEach, describe, expect, test } from 'vitest'
import { startEmulator, type Emulator, type EstateInput } from '../../provider/emulator/index.ts'
import { unloadWorld } from '../../provider/emulator/world/unload.ts'
import { ASSET_KINDS } from '../../provider/model/kinds.ts'
import { AGENCY, SMALL } from '../provider/emulator/support.ts'
import { graphUrl } from './ask.ts'
import { observe } from './observation.ts'
import { askMeta, type AskOptions } from './run.ts'

/** SMALL, where the agency has throw-away assets of its own. */
const ESTATE: EstateInput = {
  ...SMALL,
  assets: [
    ...(SMALL.assets ?? []),
    { kind: 'ad_account', id: 'act_1701', name: 'Trial', owner: AGENCY },
    { kind: 'pixel', id: '2701', name: 'Trial pixel', owner: AGENCY },
  ],
}
const DAY = '2026-11-27'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ estate: ESTATE })
  return async () => await emulator.close()
})

const env = () => ({ META_AGENCY_TOKEN: emulator.tokens['agency'], META_GRAPH_URL: emulator.url })
const ask = async (options: AskOptions) => await askMeta({ business: AGENCY, ...options }, env(), DAY, 1)
const reportIn = (asked: object) => ('report' in asked ? String(asked.report) : '')

describe('askMeta', () => {
  test('writes nothing without --write', async () => {
    const before = unloadWorld(emulator.world)
    const asked = await ask({})
    expect(asked).toMatchObject({ warnings: [] })
    expect(unloadWorld(emulator.world)).toEqual(before)
    const methods = new Set(emulator.requests.entries.map(({ method, path }) => `${method} ${path}`))
    expect([...methods].filter((one) => !one.startsWith('GET ')).map((one) => one.split(' ')[0])).toEqual([
      'POST',
    ])
  })

  test('asks about every kind that the account has', async () => {
    const report = reportIn(await ask({}))
    for (const kind of ASSET_KINDS) expect(report).toContain(`GET {${kind}}/assigned_users`)
    expect(report).toContain('access_status: CONFIRMED')
    expect(report).toContain('| `GET {id that nobody has}` | 400 | 100/33 |')
  })

  test('reports no id, no name, no address and no token of the account', async () => {
    const report = reportIn(await ask({ write: 'ad_account:act_1701', user: '7102' }))
    const { businesses, members, assets, tokens } = emulator.world
    const all = [
      ...[...businesses.values(), ...assets.values()].flatMap(({ id, name }) => [id, name]),
      ...[...members.values()].flatMap((member) => [
        member.id,
        member.name,
        'email' in member ? member.email : member.id,
      ]),
      ...tokens.keys(),
    ]
    const words = new Set(report.split(/[^A-Za-z0-9@._]+/))
    // The names "Account", "Page" and "client" are words of this program as well.
    const found = all.filter((one) => (one.includes(' ') ? report.includes(one) : words.has(one)))
    expect(found.filter((one) => !['client', 'reader', 'Page', 'Pages'].includes(one))).toEqual([])
  })

  test('assigns and takes off again on an asset of ours', async () => {
    const before = unloadWorld(emulator.world)
    const asked = await ask({ write: 'ad_account:act_1701', user: '7102' })
    expect(reportIn(asked)).toMatch(/shown within \d+ s/)
    expect(reportIn(asked)).toMatch(/gone within \d+ s/)
    expect(asked).toMatchObject({ warnings: [] })
    expect(unloadWorld(emulator.world)).toEqual(before)
  })

  test('says that somebody stays on a pixel', async () => {
    const asked = await ask({ write: 'pixel:2701', user: '7102' })
    expect(reportIn(asked)).toContain('| `DELETE {pixel}/assigned_users` | 400 | 100/33 |')
    expect(asked).toMatchObject({ warnings: [expect.stringContaining('may still be on the asset')] })
  })

  test.each([
    ['an asset of a client', { write: 'pixel:2001', user: '7102' }],
    ['an asset that nobody has', { write: 'pixel:1', user: '7102' }],
    ['a Page', { write: 'page:3001', user: '7102' }],
    ['a kind that is none', { write: 'app:1', user: '7102' }],
    ['nobody', { write: 'pixel:2701' }],
    ['no Business', { business: 'Agency' }],
  ])('refuses %s, and writes nothing', async (_name, options) => {
    const before = unloadWorld(emulator.world)
    expect(await ask(options)).toMatchObject({ refused: expect.stringMatching(/^Cannot /) })
    expect(unloadWorld(emulator.world)).toEqual(before)
  })

  test('refuses a person who is on the asset already', async () => {
    await ask({ write: 'pixel:2701', user: '7102' })
    const before = unloadWorld(emulator.world)
    expect(await ask({ write: 'pixel:2701', user: '7102' })).toMatchObject({
      refused: expect.stringContaining('already'),
    })
    expect(unloadWorld(emulator.world)).toEqual(before)
  })

  test('says what may be left when Meta stops to answer, and no more than that while it reads', async () => {
    const lost = async (match: object, options: AskOptions) => {
      const faults = [{ match, outcome: { reset: true as const } }]
      await using broken = await startEmulator({ estate: ESTATE, faults })
      const token = { META_AGENCY_TOKEN: broken.tokens['agency'], META_GRAPH_URL: broken.url }
      const asked = await askMeta({ business: AGENCY, ...options }, token, DAY, 1)
      return 'refused' in asked ? asked.refused : ''
    }
    const writing = { write: 'pixel:2701', user: '7102' }
    expect(await lost({ edge: 'DELETE pixel/assigned_users' }, writing)).toContain(
      'may still be on the asset',
    )
    expect(await lost({ edge: 'GET business/system_users' }, writing)).toMatch(/got no answer$/)
  })

  test('refuses to start without a token', async () => {
    const asked = await askMeta({ business: AGENCY }, { META_GRAPH_URL: emulator.url }, DAY)
    expect(asked).toMatchObject({ refused: expect.stringContaining('META_AGENCY_TOKEN') })
    expect(emulator.requests.entries).toEqual([])
  })
})

test('graphUrl sends a token to Meta or to this machine, and nowhere else', () => {
  expect(graphUrl(undefined)).toBe('https://graph.facebook.com')
  expect(graphUrl('http://127.0.0.1:80')).toBe('http://127.0.0.1')
  for (const url of [
    'https://graph.facebook.com.example',
    'http://graph.facebook.com',
    'http://10.0.0.1',
    'x',
  ])
    expect(graphUrl(url)).toBeUndefined()
})

test('observe copies words of Meta’s, and nothing that is not one', () => {
  const body = {
    data: [
      {
        id: '12345678',
        name: 'Ana',
        role: 'ana@agency.example',
        '10001': 'x',
        tasks: ['ANALYZE', '99'],
        access_status: 'CONFIRMED',
      },
    ],
  }
  const seen = observe('GET x', { status: 200, code: 'ok', body, isUpgraded: false })
  expect(seen).toEqual({
    call: 'GET x',
    status: 200,
    code: 'ok',
    rows: '1',
    more: false,
    fields: ['access_status', 'id', 'name', 'role', 'tasks'],
    values: { access_status: ['CONFIRMED'], tasks: ['ANALYZE'] },
  })
})
