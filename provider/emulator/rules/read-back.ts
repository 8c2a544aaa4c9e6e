import { closure } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import type { CallContext } from '../protocol/node.ts'
import { permittedTasks } from '../world/access.ts'
import type { WorldAsset } from '../world/world.ts'

/**
 * Tasks as Meta answers them: with implied ones, under the kind's names. Source: graph-api 1.3 (LIVE-CLAIM);
 * `provider/model/kinds/` says which task implies which.
 */
export function readBack(asset: WorldAsset, tasks: readonly string[]): string[] {
  const { shownAs } = rulesOf(asset.kind).tasks
  const all = closure(asset.kind, tasks)
  return shownAs === undefined ? all : all.map((task) => shownAs(asset, task))
}

/** What a Business may give its people on an asset, as rows show it; undefined for a kind whose rows lack the field. */
export function permittedBack(
  { world }: CallContext,
  asset: WorldAsset,
  business: string,
): string[] | undefined {
  const { highest } = rulesOf(asset.kind).tasks
  if (highest === undefined) return undefined
  const permitted = permittedTasks(world, asset, business)
  if (permitted === undefined) return []
  return readBack(asset, permitted === 'all' ? highest : [...permitted])
}

/** A share as its highest role. Source: graph-api 1.4 (FACT): rows of a shared catalog have roles. */
export function permittedRoles({ kind }: WorldAsset, tasks: readonly string[]): string[] {
  const held = new Set(closure(kind, tasks))
  const roles = Object.entries(rulesOf(kind).partners?.roles ?? {})
  const found = roles.find(([, wanted]) => wanted.every((task) => held.has(task))) ?? roles.at(-1)
  return found === undefined ? [] : [found[0]]
}
