import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foreseenSteps } from '../../../provider/engine/foreseen.ts'
import { movesIn, type FoundMoves, type HeldAssets } from '../../../provider/engine/moves.ts'
import { urnOf } from '../../../provider/engine/urn.ts'
import { clientTarget, withMoves } from '../../../provider/engine/target.ts'
import { INVENTORY_VERSION, type Inventory } from '../../../provider/inventory/inventory.ts'
import type { DesiredClient } from '../../../provider/model/desired.ts'
import type { Client, Model } from '../../../provider/model/model.ts'
import type { Plan } from '../../../provider/plan/plan.ts'
import type { AssetState } from '../../../provider/resources/inputs.ts'
import { withMoved } from '../../../provider/runs/wiring/moves.ts'
import { cases } from '../../support/cases.ts'
import { caseOf, clientWith, listings, members, setting, type Case } from './support/arbitrary-stack.ts'

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

describe('a move', () => {
  const ids = ['1', '2', '3']
  const worlds = setting.chain((now) =>
    fc.record({
      now: fc.constant(now),
      all: fc.tuple(...ids.map((id) => caseOf(id, now))),
      inventory: fc.record({ members, listings, guests: members }),
    }),
  )

  test('never gives or takes anything: the plan under the new name has the changes of that under the old one', async () => {
    const property = fc.asyncProperty(worlds, async ({ now, all, inventory: { guests, ...rest } }) => {
      // What no file lists does not move, nor what the state lacks. Whom the inputs of a refused asset name was given
      // nothing, so its new stack takes nobody over.
      const both = all.filter(
        ({ asked, kept }) => asked !== undefined && kept !== undefined && kept.outputs.refused !== true,
      )
      const inventory: Inventory = {
        ...rest,
        version: INVENTORY_VERSION,
        agencyBusiness: '900',
        self: 'eve@northlight.example',
        assets: Object.fromEntries(both.flatMap(({ id, seen }) => (seen === undefined ? [] : [[id, seen]]))),
        guests: { acme: guests, apex: guests },
      }
      const old = clientWith(
        both.flatMap(({ asked }) => asked ?? []),
        now,
      )
      const before = await planUnder(old, both, inventory)
      const after = await planMoved({ ...old, slug: 'apex' }, both, inventory)
      expect(accessOf(after.plan)).toEqual(accessOf(before))
      expect(after.giver).toEqual({ changes: [], waiting: [], unmanaged: [] })
      const moved = after.plan.moves.map(({ asset }) => asset.id)
      const refused = after.plan.refused.map(({ asset }) => asset.id)
      expect([...moved, ...refused].sort()).toEqual(both.map(({ id }) => id))
    })
    await fc.assert(property, { numRuns: cases(500) })
  })
})

const accessOf = ({ changes, waiting, unmanaged }: Plan) => ({ changes, waiting, unmanaged })

async function planUnder(client: DesiredClient, all: readonly Case[], inventory: Inventory): Promise<Plan> {
  const target = clientTarget(client)
  return target.planOf(await foreseenSteps(target, inventory, stateOf(client.slug, all)), inventory).plan
}

/** The plans of the new client and of the old one's stack, whose file has nothing left. */
async function planMoved(client: DesiredClient, all: readonly Case[], inventory: Inventory) {
  const file = { ...client, alsoBusinesses: [], offboarded: undefined }
  const model = { clients: [file] } as unknown as Model
  const held = new Map([['acme', all.flatMap(({ kept }) => kept?.outputs ?? [])]])
  const { moves } = movesIn(held, { model, broken: [], today: TODAY })
  const seen = withMoved(inventory, { moves })
  const target = withMoves(clientTarget(client), moves)
  const plan = target.planOf(await foreseenSteps(target, seen, undefined), seen).plan
  const old = withMoves(clientTarget({ ...client, slug: 'acme', assets: [] }), moves)
  const giver = old.planOf(await foreseenSteps(old, seen, stateOf('acme', all)), seen).plan
  return { plan, giver: accessOf(giver) }
}

function stateOf(stack: string, all: readonly Case[]) {
  const resources = all.flatMap(({ kept }) => {
    if (kept === undefined) return []
    return [{ ...kept, urn: urnOf(stack, kept.inputs), name: kept.inputs.asset }]
  })
  return { resources: resources as never, needsEngine: false }
}
