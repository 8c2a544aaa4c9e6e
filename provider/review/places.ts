import type { Path } from '../edit/edit.ts'
import type { Asset, Client, Member } from '../model/model.ts'
import { ASSET_KEYS } from '../model/normalise/client.ts'

/** Where the entry of a member stands in the client's file. */
export function pathOfMember({ team }: Client, member: Member): Path {
  const own = team.filter((one) => one.function === member.function)
  return ['team', member.function, own.indexOf(member)]
}

/** Where the entry of an asset stands in the client's file. */
export function pathOfAsset({ assets }: Client, asset: Asset): Path {
  const own = assets.filter(({ kind }) => kind === asset.kind)
  return ['assets', ASSET_KEYS[asset.kind], own.indexOf(asset)]
}
