import { refreshAssignment } from './access.ts'
import type { AssetGroup, World } from './world.ts'

/** Puts a group in place of an earlier state of it, and works out again what its people have on its assets. */
export function putGroup(world: World, group: AssetGroup): void {
  const before = world.groups.get(group.id)
  world.journal.put(world.groups, group.id, group)
  if (before !== undefined) refreshGroup(world, before, group)
  refreshGroup(world, group)
}

/** Takes somebody out of every group. */
export function leaveGroups(world: World, user: string): void {
  for (const group of world.groups.values()) {
    const people = group.people.filter((one) => one.user !== user)
    if (people.length < group.people.length) putGroup(world, { ...group, people })
  }
}

export function refreshGroup(world: World, { assets, people }: AssetGroup, other?: AssetGroup): void {
  const users = new Set([...people, ...(other?.people ?? [])].map(({ user }) => user))
  for (const asset of assets) for (const user of users) refreshAssignment(world, asset, user)
}
