import type { GraphApi } from '../../graph/api.ts'
import type { DesiredAsset, DesiredClient } from '../../model/desired.ts'
import type { AssetIdentity, NotSeen, ObservedAsset } from '../../model/observed.ts'
import { readDirectShares, unseenShare, type DirectShares } from './direct-shares.ts'
import { readIdentities } from '../identity.ts'
import { unknownAsset } from '../not-seen.ts'
import { readPendingShares } from './pending-shares.ts'

const NO_TOKEN: NotSeen = { kind: 'token', message: 'no token of the client is set' }

/**
 * The client's view, where its file allows its token: pending shares, direct shares with our people, and whose these
 * assets are. `seenByUs` is
 * our own side's view; our `domains` identify guests. Throws no GraphError: an error at one client, also of its token,
 * stops no other.
 */
export async function readClientShares(
  api: GraphApi | undefined,
  client: DesiredClient,
  seenByUs: (asset: DesiredAsset) => ObservedAsset,
  domains: readonly string[],
): Promise<DirectShares> {
  const direct = client.assets.filter(({ share }) => share.by === 'direct')
  if (api === undefined) {
    const unseen = ({ kind }: DesiredAsset): ObservedAsset =>
      client.clientSide === 'by-token' ? unknownAsset(kind, NO_TOKEN) : unseenShare(kind)
    return { assets: new Map(direct.map((asset) => [asset.id, unseen(asset)])), guests: [] }
  }
  const absent = client.assets.filter(
    (asset) => !['direct', 'own'].includes(asset.share.by) && seenByUs(asset).state === 'absent',
  )
  const shares: DirectShares =
    direct.length === 0
      ? { assets: new Map(), guests: [] }
      : await readDirectShares(api, direct, client.business, domains)
  const pending = await readPendingShares(api, absent, client.agencyBusiness)
  const identities = await readIdentities(api, [...direct, ...absent])
  const seen = [
    ...shares.assets,
    ...absent.map((asset): [string, ObservedAsset] => [asset.id, pending.get(asset.id) ?? seenByUs(asset)]),
  ]
  return {
    assets: new Map(seen.map(([id, one]) => [id, withIdentity(one, identities.get(id))])),
    guests: shares.guests,
  }
}

function withIdentity(observed: ObservedAsset, identity: AssetIdentity | undefined): ObservedAsset {
  return observed.state === 'unknown' || identity === undefined ? observed : { ...observed, identity }
}
