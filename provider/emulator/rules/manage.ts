import type { AssetKind } from '../../model/kinds.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { CallContext } from '../protocol/node.ts'
import type { WorldAsset } from '../world/world.ts'
import { isAdmin, ownTasks, standingOf, type AssetStanding } from './standing.ts'

/** The task that lets somebody who is not an admin manage an asset; Instagram has none (INFERENCE for pixels). */
const MANAGING_TASK: Readonly<Partial<Record<AssetKind, string>>> = {
  ad_account: 'MANAGE',
  pixel: 'EDIT',
  page: 'MANAGE',
  catalog: 'MANAGE',
}

/**
 * Assigning people and sharing take an admin of the Business, or somebody with MANAGE on the asset.
 * Source: FACT that rights are needed (graph-api 2.4), INFERENCE for which. Of a Page the docs want MANAGE from whoever its
 * token was made for (FACT, 1.4); that an admin of the Business does without it is INFERENCE from 8.
 * Throws 100/33 for a stranger and 10 otherwise.
 */
export function requireManage(context: CallContext, asset: WorldAsset, method: string): AssetStanding {
  const standing = standingOf(context, asset)
  if (standing === 'none') throw FAILURES.unsupported(method, asset.id)
  const task = MANAGING_TASK[asset.kind]
  const manages = isAdmin(context.caller.member) || (task !== undefined && ownTasks(context, asset).has(task))
  if (!manages) throw FAILURES.cannotManage()
  return standing
}

/** Only the owner's side writes partner grants. Source: FACT (graph-api 2.4 and 8). */
export function requireOwner(context: CallContext, asset: WorldAsset, method: string): void {
  const standing = standingOf(context, asset)
  if (standing === 'partner') throw FAILURES.onlyOwner()
  requireManage(context, asset, method)
}
