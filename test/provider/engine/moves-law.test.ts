import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foreseenSteps } from '../../../provider/engine/foreseen.ts'
import { movesIn } from '../../../provider/engine/moves.ts'
import { clientTarget, withMoves } from '../../../provider/engine/target.ts'
import { urnOf } from '../../../provider/engine/urn.ts'
import { INVENTORY_VERSION, type Inventory } from '../../../provider/inventory/inventory.ts'
import type { DesiredClient } from '../../../provider/model/desired.ts'
import type { Model } from '../../../provider/model/model.ts'
import type { Plan } from '../../../provider/plan/plan.ts'
import { withMoved } from '../../../provider/runs/wiring/moves.ts'
import { cases } from '../../support/cases.ts'
import { caseOf, clientWith, listings, members, setting, type Case } from './support/arbitrary-stack.ts'

const TODAY = '2026-11-24'

const ids = ['1', '2', '3']
const worlds = setting.chain((now) =>
  fc.record({
    now: fc.constant(now),
    all: fc.tuple(...ids.map((id) => caseOf(id, now))),
    inventory: fc.record({ members, listings, guests: members }),
  }),
)

test('a move never gives or takes anything: the plan under the new name has the changes of that under the old one', async () => {
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
