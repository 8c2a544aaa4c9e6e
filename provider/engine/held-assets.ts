import { reservedFor } from '../model/slug.ts'
import { inTurns } from '../inventory/in-turns.ts'
import type { AssetState } from '../resources/inputs.ts'
import type { MemberState } from '../resources/member.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptState } from './kept-state.ts'
import { movesIn, type FoundMoves, type HeldAssets, type Homes } from './moves.ts'
import { sizesInFiles } from './state-file.ts'
import { readSizes } from './trouble.ts'
import { backendOf } from './workspace.ts'

/** States read at once, as elsewhere: each may start the engine. */
const STATES_AT_ONCE = 4

/** Where to look for assets that other stacks hold. */
export type MoveSearch = Homes & {
  /** The stacks that the run is about. */
  readonly stacks: readonly string[]
  /** The clients whose files ever listed one of these ids; undefined where nobody can tell. */
  readonly formerly: (ids: readonly string[]) => Promise<readonly string[] | undefined>
}

/**
 * The moves to and from the stacks of a run. The states of a file back end are all read, in milliseconds each. Another
 * back end is asked through the engine, so only for the stacks that may hold what another file lists: those without a
 * file, those whose number of resources is another than that of their file, and those whose file once listed what a stack
 * of this run lacks. A state that cannot be read holds nothing here: its own run tells of it.
 */
export async function readMoves(engine: EngineSettings, search: MoveSearch): Promise<FoundMoves> {
  const { model, broken, stacks } = search
  const listedOf = new Map(model.clients.map(({ slug, assets }) => [slug, assets]))
  const inFiles = await sizesInFiles(await backendOf(engine)).catch(() => undefined)
  if (inFiles instanceof Map) {
    const held = await readHeld(engine, [...inFiles.keys()])
    return concerning(movesIn(held, search), stacks)
  }
  const sizes = await readSizes(engine)
  const all = 'code' in sizes ? [] : [...sizes].filter(([, size]) => size > 0)
  const odd = all.filter(
    ([stack, size]) => !broken.includes(stack) && size !== (listedOf.get(stack)?.length ?? -1),
  )
  const first = await readHeld(engine, [...stacks, ...odd.map(([stack]) => stack)])
  const lacking = stacks.flatMap((stack) => {
    const has = new Set(first.get(stack)?.map(({ asset }) => asset))
    return (listedOf.get(stack) ?? []).flatMap(({ id }) => (has.has(id) ? [] : [id]))
  })
  const former = lacking.length === 0 ? [] : await search.formerly(lacking)
  const more = (former ?? all.map(([stack]) => stack)).filter((stack) => !first.has(stack))
  const second = new Map([...first, ...(await readHeld(engine, more))])
  const homes = movesIn(second, search).moves.map(({ to }) => to)
  const unread = homes.filter((stack) => !second.has(stack))
  return concerning(movesIn(new Map([...second, ...(await readHeld(engine, unread))]), search), stacks)
}

/** Only what comes to or leaves one of the stacks. */
function concerning({ moves, refused, left }: FoundMoves, stacks: readonly string[]): FoundMoves {
  const isOf = ({ from, to }: { readonly from: string; readonly to: string }) =>
    stacks.includes(from) || stacks.includes(to)
  return { moves: moves.filter(isOf), refused: refused.filter(isOf), left }
}

async function readHeld(engine: EngineSettings, names: readonly string[]): Promise<HeldAssets> {
  const clients = [...new Set(names)].filter((name) => reservedFor(name) === undefined)
  const read = await inTurns(STATES_AT_ONCE, clients, async (stack) => {
    const kept = await keptState(stack, engine).catch(() => undefined)
    return kept === undefined ? [] : [[stack, assetsIn(kept.resources)] as const]
  })
  return new Map(read.flat())
}

function assetsIn(resources: readonly { readonly outputs: object }[]): AssetState[] {
  return resources.flatMap(({ outputs }) => {
    const state = outputs as AssetState | MemberState
    return state.resource === 'asset' ? [state] : []
  })
}
