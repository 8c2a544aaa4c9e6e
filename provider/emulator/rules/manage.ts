import { FAILURES } from '../protocol/failures.ts'
import type { CallContext } from '../protocol/node.ts'
import type { WorldAsset } from '../world/world.ts'
import { isAdmin, ownTasks, standingOf } from './standing.ts'

/**
 * Assigning and sharing require an admin of the Business, or the kind's managing task on the asset. Source:
 * graph-api 2.4 (FACT that rights are needed, INFERENCE for which). For a Page the docs want MANAGE of the token's
 * holder (FACT, graph-api 1.4); that an admin of the Business does not need it is INFERENCE (graph-api 8). Throws
 * 100/33 for a stranger and 10 otherwise.
 */
export function requireManage(
  context: CallContext,
  asset: WorldAsset,
  managing: string | undefined,
  method: string,
): void {
  if (standingOf(context, asset) === 'none') throw FAILURES.unsupported(method, asset.id)
  const manages =
    isAdmin(context.caller.member) || (managing !== undefined && ownTasks(context, asset).has(managing))
  if (!manages) throw FAILURES.cannotManage()
}

/** Only the owner's side writes partner grants. Source: graph-api 2.4 and 8 (FACT). */
export function requireOwner(
  context: CallContext,
  asset: WorldAsset,
  managing: string | undefined,
  method: string,
): void {
  if (standingOf(context, asset) === 'partner') throw FAILURES.onlyOwner()
  requireManage(context, asset, managing, method)
}
