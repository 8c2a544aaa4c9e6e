import { FAILURES } from '../protocol/failures.ts'
import type { CallContext } from '../protocol/node.ts'
import type { WorldBusiness, World } from '../world/world.ts'
import { isAdmin } from './standing.ts'

/**
 * Refuses a person without a second factor where their own Business or the asset's owner requires one. Source:
 * graph-api 4.2 (FACT, code 415); that it applies to every call on such an object is INFERENCE. System users need none.
 */
export function requireTwoFactor({ world, caller }: CallContext, owner: string | undefined): void {
  const { member } = caller
  if (member === undefined || member.systemUser || member.two_fac_status === 'enabled') return
  const wants = (business: WorldBusiness | undefined): boolean =>
    business?.two_factor_type === 'all_required' ||
    (business?.two_factor_type === 'admin_required' && isAdmin(member))
  if (wants(world.businesses.get(member.business)) || (owner !== undefined && wantsOfAll(world, owner)))
    throw FAILURES.twoFactor()
}

function wantsOfAll(world: World, owner: string): boolean {
  return world.businesses.get(owner)?.two_factor_type === 'all_required'
}
