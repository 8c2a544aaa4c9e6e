import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closure, normaliseTasks } from '../../../provider/model/tasks.ts'
import { parseEstate } from '../../../provider/emulator/index.ts'
import { answer } from '../../../provider/emulator/protocol/answer.ts'
import { operationOf } from '../../../provider/emulator/protocol/request.ts'
import { readBack } from '../../../provider/emulator/rules/read-back.ts'
import { permittedTasks } from '../../../provider/emulator/world/access.ts'
import { loadWorld } from '../../../provider/emulator/world/load.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import type { World } from '../../../provider/emulator/world/world.ts'
import { apiOn, asset, business, newWorld, step, take, tasks, token, user } from './steps.ts'
import { outcomeOf } from './support.ts'

describe('after any writes', () => {
  test("nobody has more than was shared with their Business, and an owner's people stay theirs", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = newWorld()
        const api = apiOn(world)
        for (const one of steps) take(api, one)
        for (const [assetId, users] of world.assignments) {
          const known = world.assets.get(assetId)
          for (const [userId, assigned] of users) {
            const member = world.members.get(userId)
            if (known === undefined || member === undefined)
              throw new Error(`${userId} on ${assetId} is nobody`)
            const permitted = permittedTasks(world, known, member.business)
            expect(permitted).toBeDefined()
            if (permitted !== 'all')
              expect(closure(known.kind, assigned).filter((task) => permitted?.has(task) !== true)).toEqual(
                [],
              )
          }
        }
        expect(parseEstate(unloadWorld(world))).toHaveProperty('estate')
      }),
      { numRuns: 200 },
    )
  })

  test('indexes say the same as the access itself', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = newWorld()
        const api = apiOn(world)
        for (const one of steps) take(api, one)
        const fresh = loadWorld(unloadWorld(world), () => 0)
        expect(indexesOf(world)).toEqual(indexesOf(fresh))
      }),
      { numRuns: 100 },
    )
  })

  test('the world of before can still be read, and comes back unchanged', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), fc.array(step, { maxLength: 15 }), (first, second) => {
        let now = 1000
        const world = newWorld(() => now)
        const api = apiOn(world)
        for (const one of first) take(api, one)
        const middle = sorted(world)
        now += 1000
        for (const one of second) take(api, one)
        const end = sorted(world)
        expect(world.journal.asOf(1000, () => sorted(world))).toEqual(middle)
        expect(sorted(world)).toEqual(end)
      }),
      { numRuns: 100 },
    )
  })
})

/** The world as text, whatever the order in which things were put. */
function sorted(world: World): unknown {
  const { tokens: _tokens, assets, ...rest } = unloadWorld(world)
  const byText = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort()
  return {
    ...rest,
    businesses: rest.businesses.map((one) => ({
      ...one,
      people: byText(one.people),
      system_users: byText(one.system_users),
    })),
    agreements: byText(rest.agreements),
    indexes: indexesOf(world),
    assets: assets.map((one) => ({
      ...one,
      partners: byText(one.partners),
      assignments: byText(one.assignments),
    })),
  }
}

/** What each index holds, as text. */
function indexesOf({ index }: World): Record<string, string[]> {
  const { waiting: _waiting, ...indexes } = index
  return Object.fromEntries(
    Object.entries(indexes).map(([name, known]) => [
      name,
      [...known].flatMap(([key, ids]) => [...ids.keys()].map((id) => `${key} ${id}`)).sort(),
    ]),
  )
}

describe('readBack', () => {
  test('answers at least what was asked for and at most what it implies', () => {
    fc.assert(
      fc.property(fc.constantFrom(...newWorld().assets.values()), tasks, (known, asked) => {
        const observed = normaliseTasks(readBack(known, asked))
        const wanted = normaliseTasks(asked)
        expect(wanted.filter((task) => !observed.includes(task))).toEqual([])
        expect(observed.filter((task) => !closure(known.kind, wanted).includes(task))).toEqual([])
      }),
    )
  })
})

describe('any operation', () => {
  test('is answered with data or with an error envelope', () => {
    const world = newWorld()
    const api = apiOn(world)
    const segment = fc.oneof(
      asset,
      business,
      user,
      fc.constantFrom('me', 'agencies', 'assigned_users', 'client_pages', 'campaigns', 'x', ''),
    )
    const values = fc.dictionary(
      fc.constantFrom('fields', 'limit', 'after', 'business', 'user', 'tasks', 'role', 'metadata'),
      fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.integer(),
        tasks,
        fc.constantFrom('id,name', 'id{', 'agencies{id}'),
      ),
    )
    fc.assert(
      fc.property(
        token,
        fc.constantFrom('GET' as const, 'POST' as const, 'DELETE' as const),
        fc.array(segment, { maxLength: 3 }),
        values,
        (name, method, path, body) => {
          const held = [...world.tokens.values()].find((one) => one.name === name)?.token
          const result = answer(
            api,
            operationOf({
              method,
              path: `/v26.0/${path.join('/')}`,
              query: new URLSearchParams(),
              body,
              encoding: 'json',
              token: held,
              tokenInQuery: false,
              proof: undefined,
              batched: false,
            }),
          )
          expect(result.status === 200).toBe(outcomeOf(result.body) === 'ok')
        },
      ),
      { numRuns: 500 },
    )
  })
})
