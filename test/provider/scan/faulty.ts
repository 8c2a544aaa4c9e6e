import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { random } from '../../../provider/emulator/estate/names.ts'
import { startEmulator, type Estate } from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import type { Code } from '../graph/codes.ts'
import { mutate, NOW } from './mutate.ts'
import { keyOf, modelOf, scanned, ScanStopped } from './seen.ts'
import { makeWorld } from './world.ts'
import type { World } from './world-types.ts'

/** A world where much has happened: a share that waits, drift of every kind, guests, other partners. */
export type Changed = { readonly world: World; readonly estate: Estate; readonly without: readonly string[] }

/** The world of a seed after some mutations, and what a scan without trouble finds in it. */
export async function changedWorld(seed: number, mutations: number): Promise<Changed> {
  const world = makeWorld(seed, { clients: 3, assetsPerClient: 9, people: 3 })
  await using emulator = await startEmulator({ estate: world.estate, now: () => NOW.getTime() })
  const next = random(seed)
  for (let step = 0; step < mutations; step += 1) await mutate(emulator, world.wanted, next)
  const without = (await scanned(emulator, modelOf(world))).map(keyOf)
  return { world, estate: unloadWorld(emulator.world), without }
}

/** A read of a scan: the edge as the emulator's log has it, and whose token asks. */
export type ReadEdge = { readonly edge: string; readonly side: 'ours' | 'theirs' }

const SIDE = { ours: '^system_user:9001$', theirs: ':80' } as const

/** Every read that a scan of that world makes. */
export async function readEdges({ world, estate }: Changed): Promise<ReadEdge[]> {
  await using emulator = await startEmulator({ estate, now: () => NOW.getTime() })
  await scanned(emulator, modelOf(world))
  const reads = emulator.requests.entries.filter(({ edge }) => edge !== 'POST batch')
  const keys = reads.map(
    ({ edge, side }) => `${edge.replace('GET ', '')} ${side.includes(':9001') ? 'ours' : 'theirs'}`,
  )
  return [...new Set(keys)].sort().map((key): ReadEdge => {
    const [edge = '', side] = key.split(' ')
    return { edge, side: side === 'ours' ? 'ours' : 'theirs' }
  })
}

export type FaultyScan = {
  /** What stopped the scan; empty when it went on. */
  readonly stopped: readonly string[]
  /** Keys that the scan without trouble has not. */
  readonly added: readonly string[]
  /** Keys that only the scan without trouble has. */
  readonly lost: readonly string[]
  readonly writes: number
}

/** A scan where every read of an edge fails. */
export async function scanWithFault(
  { world, estate, without }: Changed,
  { edge, side }: ReadEdge,
  outcome: FaultInput['outcome'],
): Promise<FaultyScan> {
  const faults = [{ match: { edge, side: SIDE[side] }, outcome }]
  await using emulator = await startEmulator({ estate, faults, now: () => NOW.getTime() })
  const writes = () => emulator.requests.counts().writes
  try {
    const found = (await scanned(emulator, modelOf(world))).map(keyOf)
    return {
      stopped: [],
      added: found.filter((key) => !without.includes(key)),
      lost: without.filter((key) => !found.includes(key)),
      writes: writes(),
    }
  } catch (error) {
    if (!(error instanceof ScanStopped)) throw error
    return { stopped: error.codes, added: [], lost: [], writes: writes() }
  }
}

/** An error of Meta's as an outcome of the emulator. */
export function outcomeOf({ code, subcode }: Code): FaultInput['outcome'] {
  return { error: { code, ...(subcode === undefined ? {} : { subcode }) } }
}
