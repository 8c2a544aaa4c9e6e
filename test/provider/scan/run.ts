import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { random } from '../../../provider/emulator/estate/names.ts'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { nodeFactsOf } from '../../../provider/graph/nodes.ts'
import { ASSET_KINDS, type AssetKind } from '../../../provider/model/kinds.ts'
import { mutate, NOW } from './mutate.ts'
import { expectedKeys } from './oracle.ts'
import { keyOf, modelOf, scanned } from './seen.ts'
import { makeWorld } from './world.ts'

/** What one world came to: how many mutations were scanned, what was found, and where scan and oracle disagree. */
export type Outcome = {
  readonly mutations: number
  readonly findings: ReadonlyMap<string, number>
  readonly missed: readonly string[]
  readonly false: readonly string[]
}

/** Listings whose pages Meta makes small, one in a world: of everything at once each scan would take a second. */
const PAGED = [
  'business/client_ad_accounts',
  'business/client_pixels',
  'business/business_users',
  'business/pending_users',
  'business_user/assigned_pages',
  'act/agencies',
]

/** How Meta may answer beside the point: small pages, for the data is too much; and 200 with nothing for a kind. */
function quirksOf(seed: number): {
  readonly faults: readonly FaultInput[]
  readonly emptyKind: AssetKind | undefined
} {
  const emptyKind = seed % 4 === 3 ? ASSET_KINDS[Math.floor(seed / 4) % ASSET_KINDS.length] : undefined
  const tooMuch = { code: 1, status: 500, message: 'Please reduce the amount of data you are asking for' }
  const paged = seed % 2 === 1 ? PAGED[Math.floor(seed / 2) % PAGED.length] : undefined
  return {
    emptyKind,
    faults: [
      ...(emptyKind === undefined
        ? []
        : [
            {
              match: { edge: `business/${nodeFactsOf(emptyKind).clientEdge}` },
              outcome: { empty: true as const },
            },
          ]),
      ...(paged === undefined
        ? []
        : [{ match: { edge: paged, method: 'GET' as const, limit_above: 5 }, outcome: { error: tooMuch } }]),
    ],
  }
}

/**
 * Mutates the world of a seed, one thing after another, and holds a whole scan against the oracle after every `each` of
 * them; all of it follows from the seed.
 */
export async function runWorld(seed: number, mutations: number, each = 1): Promise<Outcome> {
  const world = makeWorld(seed, { clients: 3, assetsPerClient: 9, people: 6 })
  const { faults, emptyKind } = quirksOf(seed)
  const model = modelOf(world)
  await using emulator = await startEmulator({ estate: world.estate, faults, now: () => NOW.getTime() })
  const next = random(seed)
  const findings = new Map<string, number>()
  const [missed, alarms]: [string[], string[]] = [[], []]
  for (let step = 0; step < mutations; step += 1) {
    const deed = await mutate(emulator, world.wanted, next)
    if ((step + 1) % each !== 0) continue
    const found = await scanned(emulator, model)
    for (const { code } of found) findings.set(code, (findings.get(code) ?? 0) + 1)
    const keys = found.map(keyOf)
    const expected = expectedKeys(world.wanted, unloadWorld(emulator.world), {
      now: NOW.getTime(),
      emptyKind,
    })
    const place = `world ${seed}, step ${step}, ${deed}: `
    missed.push(...expected.filter((one) => !keys.includes(one)).map((one) => place + one))
    alarms.push(
      ...keys
        .filter((one, at) => !expected.includes(one) || keys.indexOf(one) !== at)
        .map((one) => place + one),
    )
  }
  return { mutations, findings, missed, false: alarms }
}
