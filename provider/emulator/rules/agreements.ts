import { putGrant } from '../world/access.ts'
import { inner, type WorldAsset, type World } from '../world/world.ts'
import { confirmedGrant } from './grant.ts'

/** A pixel's first share waits in an agreement; an open one takes further pixels. Source: graph-api 1.4 (FACT). */
export function putAgreement(world: World, asset: WorldAsset, to: string, tasks: readonly string[]): string {
  const open = [...world.agreements.values()].find(
    (one) => one.from === asset.owner && one.to === to && one.status === 'PENDING',
  )
  const agreement = open ?? {
    id: world.newId(),
    from: asset.owner,
    to,
    status: 'PENDING' as const,
    shares: [],
  }
  const shares = [
    ...agreement.shares.filter((one) => one.asset !== asset.id),
    { asset: asset.id, tasks: [...tasks] },
  ]
  world.journal.put(world.agreements, agreement.id, { ...agreement, shares })
  world.journal.put(inner(world.index.waiting, asset.id), agreement.id, true)
  return agreement.id
}

/** Accepts an agreement: everything in it becomes a confirmed share. */
export function acceptAgreement(world: World, id: string): void {
  const agreement = world.agreements.get(id)
  if (agreement === undefined) return
  world.journal.put(world.agreements, id, { ...agreement, status: 'APPROVE' })
  for (const { asset: assetId, tasks } of agreement.shares) {
    const asset = world.assets.get(assetId)
    if (asset === undefined) continue
    putGrant(
      world,
      asset,
      agreement.to,
      confirmedGrant(world, world.grants.get(assetId)?.get(agreement.to), tasks),
    )
    world.journal.put(inner(world.index.waiting, assetId), id, undefined)
  }
}
