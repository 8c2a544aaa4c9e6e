import { closure } from '../../model/tasks.ts'
import type { CallContext } from '../protocol/node.ts'
import { permittedTasks } from '../world/access.ts'
import type { WorldAsset, WorldMember } from '../world/world.ts'

export type AssetStanding = 'owner' | 'partner' | 'none'

/** The relation of the caller's Business to an asset; a personal ad account belongs to a person. */
export function standingOf({ world, caller }: CallContext, asset: WorldAsset): AssetStanding {
  const { member } = caller
  if (member === undefined) return 'none'
  if (asset.owner === member.id || asset.owner === member.business) return 'owner'
  return permittedTasks(world, asset, member.business) === undefined ? 'none' : 'partner'
}

/** All tasks of the caller on an asset, implied ones included; none without an own assignment. */
export function ownTasks({ world, caller }: CallContext, asset: WorldAsset): ReadonlySet<string> {
  const assigned =
    caller.member === undefined ? undefined : world.assignments.get(asset.id)?.get(caller.member.id)
  return new Set(closure(asset.kind, assigned ?? []))
}

export function isAdmin(member: WorldMember | undefined): boolean {
  return member?.role === 'ADMIN'
}

/** Whether the caller may read an asset: its Business has access, it is admin there or has a task (INFERENCE). */
export function mayRead(context: CallContext, asset: WorldAsset): boolean {
  if (standingOf(context, asset) === 'none') return false
  return (
    asset.owner === context.caller.member?.id ||
    isAdmin(context.caller.member) ||
    ownTasks(context, asset).size > 0
  )
}
