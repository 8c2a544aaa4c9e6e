import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { wordsOf } from '../findings/words.ts'
import { assetKey, type Inventory } from '../inventory/inventory.ts'
import { managedIn, type AssetState } from '../resources/inputs.ts'
import type { EngineSettings } from './engine-settings.ts'
import { movedMessageOf } from './history.ts'
import { keptAssets } from './kept-assets.ts'
import { movesIn, type FoundMove, type Homes } from './moves.ts'
import { runTarget } from './run-target.ts'
import { refreshStack } from './run.ts'
import { urnsOf } from './urn.ts'

/**
 * Ends the old records of assets that have arrived in another stack. The engine takes them out of the old state itself,
 * as resources that are gone, under the lock of that stack: its refresh reads, and calls nothing that writes. So a kill
 * leaves an asset in both states, never in none, and the next run of either client ends the old record. A stack that
 * cannot be changed now stops nothing and is told.
 */
export async function releaseMoved(
  moves: readonly FoundMove[],
  homes: Homes,
  inventory: Inventory,
  engine: EngineSettings,
): Promise<Finding[]> {
  const found: Finding[] = []
  for (const [from, own] of Map.groupBy(moves, (move) => move.from)) {
    const ready = await arrivedOf(from, own, homes, engine)
    if (ready.length === 0) continue
    const handedOver = ready.map(({ asset: { kind, id } }) => assetKey(kind, id))
    const target = { name: from, program: async () => undefined, inputs: [] }
    const [, ...urns] = urnsOf(
      from,
      ready.map(({ asset }) => asset),
    )
    const { run } = await runTarget(target, { ...inventory, handedOver }, engine, (stack, _, prepare) =>
      refreshStack(stack, { message: movedMessageOf(ready.map(({ to }) => to)), only: urns, prepare }),
    )
    const [reason] = run.findings.filter(({ severity }) => severity === 'error')
    found.push(...run.findings.filter(({ severity }) => severity !== 'error'))
    if (!run.ok) found.push(unfinished(from, ready, reason))
  }
  return found
}

/** Those that the new stack holds by now, with everybody whom the old record still has to take off. */
async function arrivedOf(
  from: string,
  moves: readonly FoundMove[],
  homes: Homes,
  engine: EngineSettings,
): Promise<FoundMove[]> {
  const stacks = [...new Set([from, ...moves.map(({ to }) => to)])]
  const held = await Promise.all(
    stacks.map(
      async (stack) => [stack, (await keptAssets(stack, engine).catch(() => undefined)) ?? []] as const,
    ),
  )
  const states = new Map(held)
  return movesIn(states, homes).moves.filter(({ asset, to, arrived, state }) => {
    const now = states.get(to)?.find((one) => one.asset === asset.id && one.kind === asset.kind)
    return arrived && now !== undefined && managedIn(state).every((who) => isKnown(now, who))
  })
}

/** Nobody is forgotten: the new record names them, or its last whole look did not show them. */
function isKnown(now: AssetState, who: string): boolean {
  if (managedIn(now).includes(who)) return true
  if (now.unknown !== undefined || now.observed.state === 'unknown') return false
  return now.observed.state === 'absent' || now.observed.assignments[who] === undefined
}

function unfinished(
  from: string,
  [first, ...rest]: readonly FoundMove[],
  reason: Finding | undefined,
): Finding {
  const to = first?.to ?? ''
  const count = rest.length + 1
  return finding('MOVE_UNFINISHED', {
    from,
    to,
    count,
    reason: reason === undefined ? 'no reason was given' : wordsOf(reason).text,
  })
}
