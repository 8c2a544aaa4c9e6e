import type { EngineSettings } from '../../engine/engine-settings.ts'
import { readMoves } from '../../engine/held-assets.ts'
import { stillManaged, type FoundMoves, type Homes } from '../../engine/moves.ts'
import { onceListing } from '../../files/once-listing.ts'
import { assetKey, type Inventory } from '../../inventory/inventory.ts'
import { momentOf, type RunContext } from './context.ts'
import type { Selection } from './select.ts'

/** The files that say where an asset belongs. */
export function homesOf({ model, slugs }: Selection, context: RunContext): Homes {
  const usable = new Set(model.clients.map(({ slug }) => slug))
  return { model, broken: slugs.filter((slug) => !usable.has(slug)), today: momentOf(context) }
}

/** The moves to and from the chosen clients. */
export function movesOf(
  selection: Selection,
  engine: EngineSettings,
  context: RunContext,
): Promise<FoundMoves> {
  return readMoves(engine, {
    ...homesOf(selection, context),
    stacks: selection.clients.map(({ slug }) => slug),
    formerly: (ids) => onceListing(context.root, ids),
  })
}

/** The inventory, with whom the old stacks of moving assets may have put on them. */
export function withMoved(inventory: Inventory, { moves }: Pick<FoundMoves, 'moves'>): Inventory {
  if (moves.length === 0) return inventory
  const moved = moves.map(
    (one) => [assetKey(one.asset.kind, one.asset.id), stillManaged(one, inventory)] as const,
  )
  return { ...inventory, moved: Object.fromEntries(moved) }
}
