import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { ASSET_NODES, assetRow, igUserNode } from '../nodes/assets.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge, type ScopeRule } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { mayRead, standingOf } from '../rules/standing.ts'
import { row } from '../protocol/node.ts'
import type { WorldAsset, AssetOf } from '../world/world.ts'

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
export const assetNodeEdges: readonly ServedEdge[] = [
  ...ASSET_KINDS.flatMap((kind) =>
    edgesOf(ASSET_NODES[kind], [
      { method: 'GET', edge: '', params: {}, scopes: NODE_SCOPES[kind], sdk: SDK[kind], run: readAsset },
    ]),
  ),
  ...edgesOf(igUserNode, [
    { method: 'GET', edge: '', params: {}, scopes: [], sdk: 'IGUser.get', run: readInstagram },
  ]),
]

function readInstagram(call: Call<AssetOf<'instagram'>>): EdgeAnswer {
  requireReadable(call)
  return { row: row(igUserNode, call.record) }
}

/** A Page's name is public (BG), so only its other fields are kept from strangers. */
function readAsset(call: Call<WorldAsset>): EdgeAnswer {
  if (call.record.kind !== 'page') requireReadable(call)
  return { row: assetRow(call.record) }
}

/** Throws what Meta says to whoever may not read an asset: an ad account says why (LIVE-CLAIM 4.3), the others hide (INFERENCE). */
export function requireReadable(call: Call<WorldAsset> | Call<AssetOf<'instagram'>>): void {
  const { record: asset } = call
  if (mayRead(call, asset)) return
  const known = standingOf(call, asset) !== 'none'
  throw known && asset.kind === 'ad_account'
    ? FAILURES.adAccountPermission()
    : FAILURES.unsupported('GET', asset.id)
}
