import type { AssetKind } from '../../model/kinds.ts'
import { closure } from '../../model/tasks.ts'
import type { CallContext } from '../protocol/node.ts'
import { permittedTasks } from '../world/access.ts'
import type { WorldAsset } from '../world/world.ts'
import { newPageName } from './task-names.ts'

/**
 * Tasks as Meta answers them: with what they imply, and on a Page in the new experience with its prefix.
 * Source: LIVE-CLAIM (graph-api 1.3); which task implies which is in `provider/model/kinds/`.
 */
export function readBack(asset: WorldAsset, tasks: readonly string[]): string[] {
  const all = closure(asset.kind, tasks)
  return asset.kind === 'page' && asset.new_experience ? all.map(newPageName) : all
}

/** The highest tasks of a kind, which its owner may give. Source: LIVE-CLAIM for ad accounts and pixels, FACT for the rest (guides, spec of Instagram). */
const HIGHEST: Readonly<Record<AssetKind, readonly string[]>> = {
  ad_account: ['MANAGE'],
  pixel: ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE'],
  page: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
  instagram: ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES'],
  catalog: ['MANAGE', 'ADVERTISE'],
}

/** What a Business may give to its people on an asset, as rows answer it; undefined for Instagram, which has no such field. */
export function permittedBack(
  { world }: CallContext,
  asset: WorldAsset,
  business: string,
): string[] | undefined {
  if (asset.kind === 'instagram') return undefined
  const permitted = permittedTasks(world, asset, business)
  if (permitted === undefined) return []
  return readBack(asset, permitted === 'all' ? HIGHEST[asset.kind] : [...permitted])
}

/** Source: graph-api 1.4 (FACT): rows of a shared catalog carry roles. */
export function permittedRoles(tasks: readonly string[]): string[] {
  return closure('catalog', tasks).includes('MANAGE') ? ['ADMIN'] : ['ADVERTISER']
}
