import { describe, expect, test } from 'vitest'
import { movesIn, type FoundMoves, type HeldAssets } from '../../../provider/engine/moves.ts'
import type { Client, Model } from '../../../provider/model/model.ts'
import type { AssetState } from '../../../provider/resources/inputs.ts'

const TODAY = '2026-11-24'

type File = {
  readonly slug: string
  readonly business: string
  readonly also?: readonly string[]
  readonly since?: string
  readonly ids: readonly string[]
}

function modelOf(files: readonly File[]): Model {
  const clients = files.map(({ slug, business, also = [], since, ids }) => ({
    slug,
    business,
    alsoBusinesses: also,
    offboarded: since === undefined ? undefined : { since },
    assets: ids.map((id) => ({ kind: 'page', id, at: { file: `access/clients/${slug}.yaml`, line: 9 } })),
  }))
  return { clients: clients as unknown as Client[] } as unknown as Model
}

/** A Page in a state, given to ana. */
function pageOf(id: string, business = '100', more: Partial<AssetState> = {}): AssetState {
  const given = { ana: { level: 'advertiser', tasks: ['ADVERTISE'], because: [] } }
  const partner = { state: 'granted' as const, tasks: ['ADVERTISE'] }
  const seen = { state: 'present' as const, kind: 'page' as const, partner, assignments: {}, writable: true }
  return {
    resource: 'asset',
    client: 'x',
    clientBusiness: business,
    agencyBusiness: '900',
    clientSide: 'by-hand',
    unmanaged: 'report',
    kind: 'page',
    asset: id,
    name: id,
    route: 'partner',
    people: given,
    observed: seen,
    waiting: [],
    ...more,
  }
}

function found(held: HeldAssets, files: readonly File[], broken: readonly string[] = []): FoundMoves {
  return movesIn(held, { model: modelOf(files), broken, today: TODAY })
}

const shown = ({ moves }: FoundMoves) =>
  moves.map(({ asset, from, to, arrived }) => `${asset.id} ${from} ${to}${arrived ? ' arrived' : ''}`)

describe('movesIn', () => {
  const B = { business: '100' }
  test.each<[string, HeldAssets, readonly File[], string[]]>([
    ['a rename', new Map([['a', [pageOf('1')]]]), [{ slug: 'b', ...B, ids: ['1'] }], ['1 a b']],
    [
      'nothing for what its own file lists',
      new Map([['a', [pageOf('1')]]]),
      [{ slug: 'a', ...B, ids: ['1'] }],
      [],
    ],
    [
      'a split into two new clients',
      new Map([['a', [pageOf('1'), pageOf('2')]]]),
      [
        { slug: 'b', ...B, ids: ['1'] },
        { slug: 'c', ...B, ids: ['2'] },
      ],
      ['1 a b', '2 a c'],
    ],
    [
      'a merge of two into a third',
      new Map([
        ['a', [pageOf('1')]],
        ['b', [pageOf('2')]],
      ]),
      [{ slug: 'c', ...B, ids: ['1', '2'] }],
      ['1 a c', '2 b c'],
    ],
    [
      'two clients that swap',
      new Map([
        ['a', [pageOf('1')]],
        ['b', [pageOf('2')]],
      ]),
      [
        { slug: 'a', ...B, ids: ['2'] },
        { slug: 'b', ...B, ids: ['1'] },
      ],
      ['1 a b', '2 b a'],
    ],
    [
      'nothing for what its own file lists, and another by mistake',
      new Map([['a', [pageOf('1')]]]),
      [
        { slug: 'a', ...B, ids: ['1'] },
        { slug: 'b', ...B, ids: ['1'] },
      ],
      [],
    ],
    [
      'a chain of renames of which only the first was applied, and an old record that a dead run left',
      new Map([
        ['a', [pageOf('1')]],
        ['c', [pageOf('1')]],
      ]),
      [{ slug: 'c', ...B, ids: ['1'] }],
      ['1 a c arrived'],
    ],
    [
      'what a dead run had only begun, or was refused, as not arrived',
      new Map([
        ['a', [pageOf('1'), pageOf('2')]],
        [
          'c',
          [
            pageOf('1', '100', {
              observed: { state: 'unknown', kind: 'page', reason: { kind: 'begun', message: 'x' } },
            }),
            pageOf('2', '100', { refused: true }),
          ],
        ],
      ]),
      [{ slug: 'c', ...B, ids: ['1', '2'] }],
      ['1 a c', '2 a c'],
    ],
    [
      'between files that share a Business in also_businesses',
      new Map([['a', [pageOf('1', '100', { owners: ['100', '101'] })]]]),
      [{ slug: 'b', business: '102', also: ['101'], ids: ['1'] }],
      ['1 a b'],
    ],
  ])('finds %s', (_, held, files, moves) => {
    expect([shown(found(held, files)), found(held, files).refused]).toEqual([moves, []])
  })

  test.each<[string, File, readonly string[]]>([
    ['names no Business in common', { slug: 'b', business: '200', ids: ['1'] }, []],
    ['is of a client who has left', { slug: 'b', business: '100', since: '2026-11-01', ids: ['1'] }, []],
    ['takes from a client whose own file cannot be read', { slug: 'b', business: '100', ids: ['1'] }, ['a']],
  ])('refuses a move where the new file %s', (_, file, broken) => {
    const { moves, refused } = found(new Map([['a', [pageOf('1')]]]), [file], broken)
    expect([moves, refused.map(({ from, to }) => [from, to])]).toEqual([[], [['a', 'b']]])
  })

  test('refuses a move where two files list the asset', () => {
    const files = ['b', 'c'].map((slug) => ({ slug, business: '100', ids: ['1'] }))
    const { moves, refused } = found(new Map([['a', [pageOf('1')]]]), files)
    expect([moves, refused.map(({ why }) => why)]).toEqual([[], ['several files list it']])
  })

  test('does not mind an id that nobody ever had access to', () => {
    const never = pageOf('1', '100', {
      people: {},
      observed: { state: 'absent', kind: 'page', partner: { state: 'none' } },
    })
    const { moves, refused } = found(new Map([['a', [never]]]), [{ slug: 'b', business: '200', ids: ['1'] }])
    expect([moves, refused]).toEqual([[], []])
  })

  test('tells what no file lists of a stack without a file, and of no other', () => {
    const held = new Map([
      ['a', [pageOf('1'), pageOf('2')]],
      ['b', [pageOf('3')]],
      ['c', [pageOf('4')]],
      ['d', []],
    ])
    const { left } = found(held, [{ slug: 'b', business: '100', ids: ['1'] }], ['c'])
    expect([...left].map(([stack, rest]) => [stack, rest.map(({ id }) => id)])).toEqual([
      ['a', ['2']],
      ['d', []],
    ])
  })
})
