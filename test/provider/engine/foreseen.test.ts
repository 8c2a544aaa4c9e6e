import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePlayFolder } from '../../../provider/cli/demo/folder.ts'
import { foreseenSteps } from '../../../provider/engine/foreseen.ts'
import { keptState } from '../../../provider/engine/kept-state.ts'
import { runTarget } from '../../../provider/engine/run-target.ts'
import { previewStack } from '../../../provider/engine/run.ts'
import type { EngineStep } from '../../../provider/engine/steps.ts'
import { agencyTarget, clientTarget, type Target } from '../../../provider/engine/target.ts'
import { INVENTORY_VERSION, type Inventory } from '../../../provider/inventory/inventory.ts'
import type { Model } from '../../../provider/model/model.ts'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import {
  caseOf,
  clientWith,
  listings,
  members,
  memberCase,
  setting,
  type Case,
} from './support/arbitrary-stack.ts'
import { codeOf, engineAt, keep, type Kept } from './support/kept-stack.ts'

// One run of the engine takes seconds, so one stack holds many cases: each of its resources is a case of its own.
const ASSETS = 1000
const MEMBERS = 200
const SLOW = { timeout: 240_000 }

/** One stack with what its target and its inventory are made of, and what earlier runs left. */
type World = {
  readonly target: (most?: number) => Target
  readonly kept: readonly Kept[]
  readonly inventory: Inventory
}

test.each([1, 2])(`foreseenSteps are the engine's own for ${ASSETS} assets, seed %i`, SLOW, async (seed) => {
  const steps = await foreseenAsTheEngineSees(sampleOf(clientWorlds, seed))
  expect(steps).toEqual(['create', 'delete', 'same', 'update'])
})

test(`foreseenSteps are the engine's own for ${MEMBERS} members`, SLOW, async () => {
  const steps = await foreseenAsTheEngineSees(sampleOf(agencyWorlds, 3))
  expect(steps).toEqual(['create', 'delete', 'same', 'update'])
})

/** Compares the steps, and the plans made of them; returns the kinds of steps that there were. */
async function foreseenAsTheEngineSees({ target: targetOf, kept, inventory }: World): Promise<string[]> {
  await using play = await makePlayFolder(REPOSITORY)
  const engine = await engineAt(play.root)
  const target = targetOf()
  await keep(target.name, kept, await codeOf(targetOf(1), inventory, engine), engine)

  const foreseen = await foreseenSteps(target, inventory, await keptState(target.name, engine))
  const { run } = await runTarget(target, inventory, engine, previewStack)
  expect([run.ok, run.findings]).toEqual([true, []])
  expect(comparable(foreseen)).toEqual(comparable(run.steps))
  const [mine, engines] = [foreseen, run.steps].map((steps) => target.planOf(steps, inventory))
  expect(mine?.plan).toEqual(engines?.plan)
  expect(mine?.doubts).toEqual([])
  return [...new Set(foreseen.map(({ op }) => op))].sort()
}

const inventories = fc.record({ members, listings, guests: members }).map(({ guests, ...rest }) => ({
  version: INVENTORY_VERSION as typeof INVENTORY_VERSION,
  agencyBusiness: '900',
  self: 'eve@northlight.example',
  assets: {},
  guests: { acme: guests },
  ...rest,
}))

const clientWorlds: fc.Arbitrary<World> = setting.chain((now) =>
  fc
    .tuple(
      inventories,
      times(ASSETS, (index) => caseOf(String(1000 + index), now)),
    )
    .map(([inventory, cases]) => {
      const seen = cases.flatMap((one) => (one.seen === undefined ? [] : [[one.id, one.seen] as const]))
      const asked = cases.flatMap((one: Case) => one.asked ?? [])
      return {
        target: (most) => clientTarget(clientWith(asked.slice(0, most), now)),
        kept: cases.flatMap((one) => one.kept ?? []),
        inventory: { ...inventory, assets: Object.fromEntries(seen) },
      }
    }),
)

const agencyWorlds: fc.Arbitrary<World> = fc
  .tuple(
    inventories,
    times(MEMBERS, (index) => memberCase(`p${index}@northlight.example`)),
  )
  .map(([inventory, cases]) => {
    const people = cases.flatMap(({ asked }) => asked ?? [])
    const agency = (most?: number) => ({
      business: '900',
      name: 'Agency',
      people: people.slice(0, most),
      systemUsers: [],
    })
    return {
      target: (most) => agencyTarget({ agency: agency(most) } as unknown as Model),
      kept: cases.flatMap((one) => one.kept ?? []),
      inventory: { ...inventory, members: cases.flatMap(({ seen }) => seen ?? []) },
    }
  })

function sampleOf(arbitrary: fc.Arbitrary<World>, seed: number): World {
  const [world] = fc.sample(arbitrary, { numRuns: 1, seed })
  if (world === undefined) throw new Error('no world')
  return world
}

function times<T>(count: number, one: (index: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.tuple(...Array.from({ length: count }, (_, index) => one(index)))
}

/** Steps without the host's code, as JSON, in one order: the engine has no order among resources. */
function comparable(steps: readonly EngineStep[]): unknown {
  const plain = steps.map(({ op, name, old, new: asked }) => ({
    op,
    name,
    old: withoutCode(old),
    new: withoutCode(asked),
  }))
  const keyOf = ({ name, op }: { name: string; op: string }) => `${name} ${op}`
  return JSON.parse(JSON.stringify(plain.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))))
}

function withoutCode(props: EngineStep['old']): unknown {
  if (props === undefined) return undefined
  const { __provider: _code, ...own } = props
  return own
}
