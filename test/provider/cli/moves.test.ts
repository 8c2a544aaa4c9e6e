import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codes, type Workplace } from '../../support/workplace.ts'
import { appliedPlace, assetsIn, movesOf, renameClient } from './support/moves.ts'

const SLOW = 120_000
const ACME = 'access/clients/acme.yaml'
const SHOP = 'access/clients/acme-shop.yaml'

const writes = (place: Workplace) => place.emulator.requests.counts().writes

/** A part of acme in a file of its own: the same Business, the same team. */
const SPLIT = `version: 1
client: acme-shop
name: Acme Outdoor
business: "100000000000001"
package: paid-social-and-measurement
billing: { owner: client }
expect: { currency: EUR, timezone: Europe/Paris, spend_cap: 50000 }
assets:
  catalogs:
    - { id: "4001", name: ACME | Products }
team:
  media-buyer: [ana@northlight.example, ben@northlight.example]
  strategist: [chloe@northlight.example]
  analyst: [dev@northlight.example]
  billing: [elin@northlight.example]
  measurement:
    - farid@northlight.example
    - system_user: conversions
preflight: { two_factor: 2026-09-28, payment_method: 2026-09-28, agreement: 2026-09-28 }
`
const withoutCatalog = (text: string) => text.replace(/ {2}catalogs:\n.*\n/, '')

async function split(place: Workplace): Promise<void> {
  await place.edit(ACME, withoutCatalog)
  await place.edit(SHOP, SPLIT)
}

describe('a renamed client', () => {
  test(
    'is a plan of moves, approved by its digest, and apply hands the stack over',
    { timeout: SLOW },
    async () => {
      await using place = await appliedPlace(['corner'])
      const { digest: nothing = '' } = (await place.json('preview', 'corner')).plans[0] ?? {}
      await renameClient(place, 'corner', 'bakery')
      const planned = await place.json('preview', '--all')
      const bakery = planned.plans.find(({ stack }) => stack === 'bakery')
      expect([codes(planned), bakery?.changes, movesOf(planned)]).toEqual([
        [],
        [],
        ['bakery: act_1201 corner > bakery'],
      ])
      const named = await place.json('preview', 'bakery')
      expect([named.exit, named.plans[0]?.digest]).toEqual([2, bakery?.digest])
      expect((await place.run('preview', 'bakery')).out).toContain(
        '1 asset moves from corner to bakery: nothing changes at Meta',
      )
      const other = await place.json('apply', 'bakery', '--plan', nothing)
      expect([other.exit, codes(other), await assetsIn(place, 'corner', 'bakery')]).toEqual([
        1,
        ['PLAN_CHANGED'],
        [['act_1201'], []],
      ])
      const done = await place.json('apply', 'bakery', '--plan', bakery?.digest ?? '')
      expect([done.exit, codes(done), await assetsIn(place, 'corner', 'bakery')]).toEqual([
        0,
        [],
        [[], ['act_1201']],
      ])
      const after = await place.json('preview', '--all')
      expect([codes(after), movesOf(after)]).toEqual([[], []])
      expect(writes(place)).toBe(0)
    },
  )

  test(
    'takes a removal in the same commit with it, and its reverse is a move again',
    { timeout: SLOW },
    async () => {
      await using place = await appliedPlace(['corner'])
      await renameClient(place, 'corner', 'bakery')
      await place.edit('access/clients/bakery.yaml', (text) => text.replace('[ana@northlight.example]', '[]'))
      const planned = await place.json('preview', 'bakery')
      expect(
        planned.plans[0]?.changes.map(({ verb, subject }) => `${verb} ${subject.principal ?? ''}`),
      ).toEqual(['revoke ana@northlight.example'])
      expect((await place.json('apply', 'bakery', '--allow-emptied', '1')).exit).toBe(0)
      place.emulator.requests.clear()
      await renameClient(place, 'bakery', 'corner')
      const back = await place.json('apply', 'corner')
      expect([back.exit, movesOf(back), await assetsIn(place, 'corner', 'bakery'), writes(place)]).toEqual([
        0,
        ['corner: act_1201 bakery > corner'],
        [['act_1201'], []],
        0,
      ])
    },
  )

  test('loses no assets on the way: what no file lists stays refused', { timeout: SLOW }, async () => {
    await using place = await appliedPlace(['acme'])
    await split(place)
    await rm(join(place.root, ACME))
    const gone = await place.json('apply', '--all')
    expect([gone.exit, codes(gone), gone.raw.includes('pulumi stack')]).toEqual([
      3,
      ['GUARD_CLIENT_DELETED'],
      false,
    ])
    expect(writes(place)).toBe(0)
  })
})

describe('a split and a merge', () => {
  test(
    'are moves, whichever client is applied first, and the old one gives nothing up',
    { timeout: SLOW * 2 },
    async () => {
      await using place = await appliedPlace(['acme'])
      await split(place)
      const planned = await place.json('preview', 'acme', 'acme-shop')
      expect([codes(planned), planned.plans.flatMap(({ changes }) => changes), movesOf(planned)]).toEqual([
        [],
        [],
        ['acme-shop: 4001 acme > acme-shop', 'acme: 4001 acme > acme-shop'],
      ])
      // The old client first, with a change of its own: its stack leaves what goes as it is.
      await place.edit(ACME, (text) => text.replace('analyst: [dev@northlight.example]', 'analyst: []'))
      // Meanwhile another run holds it for a moment, as one that ends an old record does.
      const lock = join(place.root, '.state/.pulumi/locks/organization/metagrant/acme/one.json')
      await mkdir(dirname(lock), { recursive: true })
      const holder = { pid: 1, username: 'ana', hostname: 'elsewhere', timestamp: '2026-11-24T10:00:00Z' }
      await writeFile(lock, JSON.stringify(holder))
      setTimeout(() => void rm(lock), 3000)
      const first = await place.json('apply', 'acme')
      expect([first.exit, codes(first), (await assetsIn(place, 'acme'))[0]?.includes('4001')]).toEqual([
        0,
        [],
        true,
      ])
      const written = writes(place)
      expect(written).toBe(3)
      const second = await place.json('apply', 'acme-shop')
      expect([second.exit, codes(second)]).toEqual([0, []])
      const [old, now] = await assetsIn(place, 'acme', 'acme-shop')
      expect([old?.includes('4001'), now]).toEqual([false, ['4001']])
      // And back: the files are merged again.
      await rm(join(place.root, SHOP))
      await place.edit(ACME, (text) =>
        text
          .replace('\nteam:', '\n  catalogs:\n    - { id: "4001", name: ACME | Products }\n\nteam:')
          .replace(/\n\n( {2}catalogs)/, '\n$1'),
      )
      const merged = await place.json('apply', 'acme')
      expect([codes(merged), movesOf(merged)]).toEqual([[], ['acme: 4001 acme-shop > acme']])
      expect((await assetsIn(place, 'acme-shop'))[0]).toEqual([])
      expect(writes(place)).toBe(written)
    },
  )

  test(
    'a client who leaves takes nothing along that another file lists: it moves first',
    { timeout: SLOW * 2 },
    async () => {
      await using place = await appliedPlace(['acme'])
      const onCatalog = () => [...(place.emulator.world.assignments.get('4001')?.keys() ?? [])].sort()
      const before = onCatalog()
      await split(place)
      const end = 'by: olga@northlight.example, reason: The contract ended, ticket: OPS-9'
      await place.edit(ACME, (text) => `${text}offboarded: { since: 2026-11-24, ${end} }\n`)
      const alone = await place.json('apply', 'acme')
      expect([alone.exit, codes(alone), writes(place)]).toEqual([1, ['OFFBOARD_HELD'], 0])
      expect(alone.raw).toContain('npx metagrant apply acme-shop')
      await place.json('apply', 'acme', 'acme-shop')
      expect([before.length > 0, onCatalog()]).toEqual([true, before])
      expect(await assetsIn(place, 'acme-shop')).toEqual([['4001']])
      expect(place.emulator.world.assignments.get('act_1001')?.size ?? 0).toBe(0)
    },
  )

  test('an asset moves only between files that name a Business in common', { timeout: SLOW }, async () => {
    await using place = await appliedPlace(['acme'])
    await place.edit(ACME, withoutCatalog)
    await place.edit('access/clients/bloom.yaml', (text) =>
      text.replace('assets:\n', 'assets:\n  catalogs:\n    - { id: "4001", name: ACME | Products }\n'),
    )
    const refused = await place.json('apply', 'acme', 'bloom')
    expect([refused.exit, codes(refused).filter((code) => code.startsWith('GUARD'))]).toEqual([
      1,
      ['GUARD_ASSET_MOVED'],
    ])
    expect([writes(place), (await assetsIn(place, 'acme'))[0]?.includes('4001')]).toEqual([0, true])
  })
})
