import { dropGrant } from '../world/access.ts'
import { inner, type WorldAsset, type Grant, type World } from '../world/world.ts'

/** A grant that is confirmed from now on. */
export function confirmedGrant(world: World, before: Grant | undefined, tasks: readonly string[]): Grant {
  const now = new Date(world.now()).toISOString()
  return {
    tasks: [...tasks],
    status: 'CONFIRMED',
    requested_time: before?.requested_time ?? now,
    updated_time: now,
  }
}

/** Ends the share of an asset with a Business, confirmed or pending. */
export function endShare(world: World, asset: WorldAsset, business: string): void {
  if (world.grants.get(asset.id)?.has(business) === true) dropGrant(world, asset, business)
  for (const id of world.index.waiting.get(asset.id)?.keys() ?? []) {
    const agreement = world.agreements.get(id)
    if (agreement?.to !== business || agreement.status !== 'PENDING') continue
    const shares = agreement.shares.filter((one) => one.asset !== asset.id)
    world.journal.put(world.agreements, id, {
      ...agreement,
      shares,
      status: shares.length === 0 ? 'CANCELED' : 'PENDING',
    })
    world.journal.put(inner(world.index.waiting, asset.id), id, undefined)
  }
}
