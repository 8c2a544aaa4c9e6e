import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases, IS_QUICK } from '../../support/cases.ts'
import { byHand, HandRefused, type Hand } from '../../../provider/emulator/hands.ts'
import {
  generateEstate,
  startEmulator,
  type Emulator,
  type Estate,
} from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { observedOf, type Inventory } from '../../../provider/inventory/inventory.ts'
import type { ObservedAsset } from '../../../provider/model/observed.ts'
import { ASSET_KINDS } from '../../../provider/model/kinds.ts'
import { levelsOf, tasksOf } from '../../../provider/model/levels.ts'
import { apiOver } from '../graph/support.ts'
import { expectedAsset } from './oracle.ts'
import { AGENCY, clientsOf, take } from './support.ts'

/** The second client wants a second admin, and nothing of its is shared yet. */
function estateOf(seed: number, assetsPerClient: number): Estate {
  const estate = generateEstate({
    seed,
    clients: 3,
    assetsPerClient,
    peoplePerAsset: 2,
    people: 5,
    otherAgencies: 1,
  })
  const careful = estate.businesses.at(-2)?.id
  return {
    ...estate,
    businesses: estate.businesses.map((business) =>
      business.id === careful ? { ...business, second_admin_approval: true } : business,
    ),
    assets: estate.assets.map((asset) =>
      asset.owner === careful ? { ...asset, partners: [], assignments: [] } : asset,
    ),
  }
}

function seen(inventory: Inventory, { assets }: Estate): Record<string, ObservedAsset> {
  return Object.fromEntries(assets.map(({ id, kind }) => [id, observedOf(inventory, kind, id)]))
}

function expected(estate: Estate, byToken: boolean): Record<string, ObservedAsset> {
  return Object.fromEntries(estate.assets.map((asset) => [asset.id, expectedAsset(estate, asset, byToken)]))
}

/** 500 emulated worlds take 6 to 12 s; a loaded machine needs several times as long. */
const LOADED = { timeout: 120_000 }

/** One thing that somebody does, by hand or with the client's token, drawn by numbers so that it fits any estate. */
type Step = { readonly what: Hand['do'] | 'share by API'; readonly numbers: readonly number[] }

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom<Step['what']>(
    'share',
    'unshare',
    'assign',
    'unassign',
    'approve',
    'accept_agreement',
    'share by API',
    'remove_person',
    'invite',
  ),
  numbers: fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
})

async function carryOut(emulator: Emulator, { what, numbers }: Step): Promise<void> {
  const estate = unloadWorld(emulator.world)
  const [first = 0, second = 0, third = 0] = numbers
  const asset = estate.assets[first % estate.assets.length]
  const ours = estate.businesses.find(({ id }) => id === AGENCY)
  const people = [...(ours?.people ?? []), ...(ours?.system_users ?? [])]
  const user = people[second % people.length]?.id ?? ''
  if (asset === undefined) return
  const levels = levelsOf(asset.kind)
  const tasks = tasksOf(asset.kind, levels[third % levels.length] ?? 'advertiser')
  const on = { asset: asset.id, business: AGENCY }
  if (what === 'share by API') {
    const client = clientsOf(estate).findIndex(({ business }) => business === asset.owner) + 1
    const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens[`client-${client}`] ?? '' }, 'write')
    await api
      .call('POST', [asset.id, 'agencies'], { business: AGENCY, permitted_tasks: tasks })
      .catch(orThrow)
    return
  }
  const agreement = estate.agreements[first % Math.max(1, estate.agreements.length)]?.id ?? ''
  const hands: Partial<Record<Hand['do'], Hand>> = {
    share: { do: 'share', ...on, tasks },
    unshare: { do: 'unshare', ...on },
    assign: { do: 'assign', asset: asset.id, user, tasks },
    unassign: { do: 'unassign', asset: asset.id, user },
    approve: { do: 'approve', ...on },
    accept_agreement: { do: 'accept_agreement', agreement },
    remove_person: { do: 'remove_person', user: ours?.people[second % 5]?.id ?? '' },
    invite: { do: 'invite', business: AGENCY, email: `new${first}@agency.example`, role: 'EMPLOYEE' },
  }
  const hand = hands[what]
  try {
    if (hand !== undefined) byHand(emulator.world, hand)
  } catch (error) {
    if (!(error instanceof HandRefused)) throw error
  }
}

function orThrow(error: unknown): void {
  if (!(error instanceof GraphError)) throw error
}

describe('takeInventory', () => {
  test.each([1, 2, 3, 4, 5])('sees of estate %i what an oracle computes from it', async (seed) => {
    const estate = estateOf(seed, 16)
    await using emulator = await startEmulator({ estate })
    const inventory = await take(emulator, clientsOf(estate))
    expect(seen(inventory, estate)).toEqual(expected(estate, false))
    const states = Object.values(expected(estate, false)).map(({ kind, state }) => `${kind} ${state}`)
    expect(new Set(states).size).toBe(2 * ASSET_KINDS.length)
    expect(emulator.requests.counts().writes).toBe(0)
  })

  test(
    'sees what the oracle computes after anything that people do, by hand and by API',
    LOADED,
    async () => {
      const states = new Set<string>()
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 25 }),
          fc.nat(50),
          fc.boolean(),
          async (steps, seed, byToken) => {
            await using emulator = await startEmulator({ estate: estateOf(seed, 6) })
            for (const one of steps) await carryOut(emulator, one)
            const estate = unloadWorld(emulator.world)
            emulator.requests.clear()
            const clients = clientsOf(estate, { clientSide: byToken ? 'by-token' : 'by-hand' })
            const inventory = await take(emulator, clients)
            const wanted = expected(estate, byToken)
            expect(seen(inventory, estate)).toEqual(wanted)
            expect(emulator.requests.counts().writes).toBe(0)
            for (const { state, ...rest } of Object.values(wanted))
              states.add(state === 'absent' && 'partner' in rest ? rest.partner.state : state)
          },
        ),
        { numRuns: cases(500) },
      )
      // A tenth of the cases need not show every state.
      if (!IS_QUICK) expect(states).toEqual(new Set(['present', 'none', 'second-admin', 'acceptance']))
    },
  )
})
