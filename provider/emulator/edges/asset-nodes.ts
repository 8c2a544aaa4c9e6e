import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { ASSET_NODES, assetRow, igUserNode } from '../nodes/assets.ts'
import { edgesOf, type Answer, type Call, type Edge, type ScopeRule } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { mayRead, standingOf } from '../rules/standing.ts'
import { row } from '../protocol/node.ts'
import type { Asset, AssetOf } from '../world/world.ts'

const NODE_SCOPES: Readonly<Record<AssetKind, readonly ScopeRule[]>> = {
  ad_account: ['ads_read'],
  pixel: ['ads_read'],
  page: [],
  instagram: ['business'],
  catalog: ['catalog'],
}

const SDK: Readonly<Record<AssetKind, string>> = {
  ad_account: 'AdAccount.get',
  pixel: 'AdsPixel.get',
  page: 'Page.get',
  instagram: 'InstagramBusinessAsset.get',
  catalog: 'ProductCatalog.get',
}

/** Reading an asset itself. */
export const assetNodeEdges: readonly Edge[] = [
  ...ASSET_KINDS.flatMap((kind) =>
    edgesOf(ASSET_NODES[kind], [
      { method: 'GET', edge: '', params: {}, scopes: NODE_SCOPES[kind], sdk: SDK[kind], run: readAsset },
    ]),
  ),
  ...edgesOf(igUserNode, [
    { method: 'GET', edge: '', params: {}, scopes: [], sdk: 'IGUser.get', run: readInstagram },
  ]),
]

function readInstagram(call: Call<AssetOf<'instagram'>>): Answer {
  requireReadable(call)
  return { row: row(igUserNode, call.record) }
}

/** A Page's name is public (BACKGROUND), so only its other fields are kept from strangers. */
function readAsset(call: Call<Asset>): Answer {
  if (call.record.kind !== 'page') requireReadable(call)
  return { row: assetRow(call.record) }
}

/** Throws what Meta says to whoever may not read an asset: an ad account says why (LIVE-CLAIM, graph-api 4.3), others hide (INFERENCE). */
export function requireReadable(call: Call<Asset> | Call<AssetOf<'instagram'>>): void {
  const { record: asset } = call
  if (mayRead(call, asset)) return
  const known = standingOf(call, asset) !== 'none'
  throw known && asset.kind === 'ad_account'
    ? FAILURES.adAccountPermission()
    : FAILURES.unsupported('GET', asset.id)
}
