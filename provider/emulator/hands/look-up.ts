import type { WorldAsset, WorldBusiness, WorldMember, World } from '../world/world.ts'

/** Thrown for a deed that is impossible by hand, too; `message` says why. */
export class HandRefused extends Error {
  override readonly name = 'HandRefused'
}

export function assetOf(world: World, id: string): WorldAsset {
  return found(world.assets.get(id), `asset ${id}`)
}

export function memberOf(world: World, id: string): WorldMember {
  return found(world.members.get(id), `person or system user ${id}`)
}

export function businessOf(world: World, id: string): WorldBusiness {
  return found(world.businesses.get(id), `Business ${id}`)
}

/** The thing; throws a refusal with its name when there is none. */
export function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new HandRefused(`Cannot find ${name}`)
  return thing
}
