import type { Asset, Client, Member } from './model.ts'
import { factsOf } from './kinds.ts'

/** Keys and indexes from the top of a file. */
type EntryPath = readonly (string | number)[]

/** Where the entry of a member stands in the client's file. */
export function pathOfMember({ team }: Client, member: Member): EntryPath {
  const own = team.filter((one) => one.function === member.function)
  return ['team', member.function, own.indexOf(member)]
}

/** Where the entry of an asset stands in the client's file. */
export function pathOfAsset({ assets }: Client, asset: Asset): EntryPath {
  const own = assets.filter(({ kind }) => kind === asset.kind)
  return ['assets', factsOf(asset.kind).list, own.indexOf(asset)]
}
