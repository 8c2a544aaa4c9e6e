import { dropGrant } from './access.ts'
import { inner, type World, type WorldAsset } from './world.ts'

/**
 * Gives an asset to a Business; the new owner is no longer its partner, and other shares stay (INFERENCE,
 * graph-api 2.2).
 */
export function putOwner(world: World, asset: WorldAsset, owner: string): void {
  const { journal, assets, grants, index } = world
  if (grants.get(asset.id)?.has(owner) === true) dropGrant(world, asset, owner)
  for (const partner of grants.get(asset.id)?.keys() ?? []) {
    journal.put(inner(index.between, `${asset.owner}/${partner}`), asset.id, undefined)
    journal.put(inner(index.between, `${owner}/${partner}`), asset.id, true)
  }
  journal.put(inner(index.owned, asset.owner), asset.id, undefined)
  journal.put(inner(index.owned, owner), asset.id, true)
  journal.put(assets, asset.id, { ...asset, owner })
}
