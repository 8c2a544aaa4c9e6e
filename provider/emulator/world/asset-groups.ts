import { normaliseTasks } from '../../model/tasks.ts'
import type { AssetGroup, World } from './world.ts'

/** The tasks that asset groups give somebody on an asset, before the share of their Business limits them. */
export function groupTasks(world: World, asset: string, user: string): string[] {
  const kind = world.assets.get(asset)?.kind
  if (kind === undefined) return []
  const tasks = groupsWith(world, asset).flatMap(
    ({ people }) => people.find((one) => one.user === user)?.tasks[kind] ?? [],
  )
  return normaliseTasks(tasks)
}

/** Everybody in a group with the asset. */
export function membersOf(world: World, asset: string): string[] {
  return groupsWith(world, asset).flatMap(({ people }) => people.map(({ user }) => user))
}

function groupsWith({ groups }: World, asset: string): AssetGroup[] {
  return [...groups.values()].filter(({ assets }) => assets.includes(asset))
}
