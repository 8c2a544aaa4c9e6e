import type { GraphApi } from '../graph/api.ts'
import type { DesiredAsset, DesiredClient } from '../model/desired.ts'
import type { NotSeen, ObservedAsset } from '../model/observed.ts'
import { readDirectShares, unseenShare, type DirectShares } from './direct-shares.ts'
import { unknownAsset } from './not-seen.ts'
import { readPendingShares } from './pending-shares.ts'

const NO_TOKEN: NotSeen = { kind: 'token', message: 'no token of the client is set' }

/**
 * The client's view, where its file lets us use its token: shares on their way, and direct shares with our people in it.
 * `seenByUs` is what our own side shows; `domains` are ours, by which guests are known. Throws nothing of Meta's: a
 * client's trouble, its token's included, is its own.
 */
export async function readClientSide(
  api: GraphApi | undefined,
  client: DesiredClient,
  seenByUs: (asset: DesiredAsset) => ObservedAsset,
  domains: readonly string[],
): Promise<DirectShares> {
  const direct = client.assets.filter(({ route }) => route === 'direct-share')
  if (api === undefined) {
    const unseen = ({ kind }: DesiredAsset): ObservedAsset =>
      client.clientSide === 'by-token' ? unknownAsset(kind, NO_TOKEN) : unseenShare(kind)
    return { assets: new Map(direct.map((asset) => [asset.id, unseen(asset)])), guests: [] }
  }
  const absent = client.assets.filter(
    (asset) => asset.route === 'partner' && seenByUs(asset).state === 'absent',
  )
  const shares: DirectShares =
    direct.length === 0
      ? { assets: new Map(), guests: [] }
      : await readDirectShares(api, direct, client.business, domains)
  const pending = await readPendingShares(api, absent, client.agencyBusiness)
  return { assets: new Map([...shares.assets, ...pending]), guests: shares.guests }
}
