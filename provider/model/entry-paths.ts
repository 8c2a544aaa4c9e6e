import type { Asset, Client, Member } from './model.ts'
import { factsOf } from './kinds.ts'

/** Keys and indexes from the top of a file. */
type EntryPath = readonly (string | number)[]

/** Path of a member's entry in the client's file. */
export function pathOfMember({ team }: Client, member: Member): EntryPath {
  const own = team.filter((one) => one.function === member.function)
  return ['team', member.function, own.indexOf(member)]
}

/** Path of an asset's entry in the client's file. */
export function pathOfAsset({ assets }: Client, asset: Asset): EntryPath {
  const own = assets.filter(({ kind }) => kind === asset.kind)
  return ['assets', factsOf(asset.kind).list, own.indexOf(asset)]
}
