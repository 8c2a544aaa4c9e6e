import { reservedFor } from '../model/slug.ts'
import { inTurns } from '../inventory/in-turns.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptAssets } from './kept-assets.ts'
import { movesIn, type FoundMoves, type HeldAssets, type Homes } from './moves.ts'
import { urnsInFiles } from './state-file.ts'
import { readSizes } from './trouble.ts'
import { urnsOf } from './urn.ts'
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
 * The moves to and from the stacks of a run. In a file back end the names of all resources are read, in about a millisecond
 * a stack, and the states of those that hold what their own file does not list. Another back end is asked through the
 * engine, so only for the stacks that may do so: those without a file, those whose number of resources is another than that
 * of their file, and those whose file once listed what a stack of this run lacks. A state that cannot be read holds nothing
 * here: its own run tells of it.
 */
export async function readMoves(engine: EngineSettings, search: MoveSearch): Promise<FoundMoves> {
  const inFiles = await urnsInFiles(await backendOf(engine)).catch(() => undefined)
  const asked = inFiles instanceof Map
  const first = await readHeld(
    engine,
    asked ? holdersOfOthers(inFiles, search) : await likelyHolders(engine, search),
  )
  const second = asked ? first : await withFormerHolders(engine, search, first)
  // Whether an asset has arrived shows in the state of its new stack.
  const homes = movesIn(second, search).moves.map(({ to }) => to)
  const unread = homes.filter((stack) => !second.has(stack))
  const { moves, refused, left } = movesIn(new Map([...second, ...(await readHeld(engine, unread))]), search)
  const isOf = ({ from, to }: { readonly from: string; readonly to: string }) =>
    search.stacks.includes(from) || search.stacks.includes(to)
  return { moves: moves.filter(isOf), refused: refused.filter(isOf), left }
}

/** The stacks of a file back end that hold what their own file does not list. */
function holdersOfOthers(
  urns: ReadonlyMap<string, readonly string[] | 'cut'>,
  { model }: MoveSearch,
): string[] {
  const assetsOf = new Map(model.clients.map(({ slug, assets }) => [slug, assets]))
  return [...urns].flatMap(([stack, held]) => {
    if (held === 'cut') return []
    const [, ...own] = urnsOf(stack, assetsOf.get(stack) ?? [])
    const listed = new Set(own)
    const isWhole = assetsOf.has(stack) && held.every((urn) => listed.has(urn))
    return isWhole ? [] : [stack]
  })
}

/** The stacks of the run, those without a file, and those of another size than their file. */
async function likelyHolders(
  engine: EngineSettings,
  { model, broken, stacks }: MoveSearch,
): Promise<string[]> {
  const listed = new Map(model.clients.map(({ slug, assets }) => [slug, assets.length]))
  const odd = [...(await sizesOf(engine))].flatMap(([stack, size]) =>
    size === 0 || broken.includes(stack) || size === listed.get(stack) ? [] : [stack],
  )
  return [...stacks, ...odd]
}

/** Adds the stacks whose file once listed what a stack of the run lacks. */
async function withFormerHolders(
  engine: EngineSettings,
  { model, stacks, formerly }: MoveSearch,
  held: HeldAssets,
): Promise<HeldAssets> {
  const lacking = stacks.flatMap((stack) => {
    const has = new Set(held.get(stack)?.map(({ asset }) => asset))
    const assets = model.clients.find(({ slug }) => slug === stack)?.assets ?? []
    return assets.flatMap(({ id }) => (has.has(id) ? [] : [id]))
  })
  if (lacking.length === 0) return held
  const former = (await formerly(lacking)) ?? [...(await sizesOf(engine)).keys()]
  return new Map([
    ...held,
    ...(await readHeld(
      engine,
      former.filter((stack) => !held.has(stack)),
    )),
  ])
}

/** Empty where the stacks cannot be listed: named clients need no list. */
async function sizesOf(engine: EngineSettings): Promise<ReadonlyMap<string, number>> {
  const sizes = await readSizes(engine)
  return 'code' in sizes ? new Map() : sizes
}

async function readHeld(engine: EngineSettings, names: readonly string[]): Promise<HeldAssets> {
  const clients = [...new Set(names)].filter((name) => reservedFor(name) === undefined)
  const read = await inTurns(STATES_AT_ONCE, clients, async (stack) => {
    const held = await keptAssets(stack, engine).catch(() => undefined)
    return held === undefined ? [] : [[stack, held] as const]
  })
  return new Map(read.flat())
}
