import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { ASSET_NODES, assetRow } from '../nodes/assets.ts'
import { edgesOf, type Call, type EdgeAnswer, type ServedEdge } from '../protocol/edge.ts'
import { row } from '../protocol/node.ts'
import { requireReadable } from '../rules/readable.ts'
import type { WorldAsset } from '../world/world.ts'

/** Reads of an asset, by its own id or the id of its alias. */
export const assetNodeEdges: readonly ServedEdge[] = [
  ...ASSET_KINDS.flatMap((kind) =>
    edgesOf(ASSET_NODES[kind], [
      {
        method: 'GET',
        edge: '',
        params: {},
        scopes: rulesOf(kind).scopes,
        sdk: `${ASSET_NODES[kind].label}.get`,
        run: readAsset,
      },
    ]),
  ),
  ...ASSET_KINDS.flatMap(aliasEdges),
]

function aliasEdges(kind: AssetKind): ServedEdge[] {
  const { alias } = rulesOf(kind)
  if (alias === undefined) return []
  const { node } = alias
  const run = (call: Call<WorldAsset>): EdgeAnswer => {
    requireReadable(call, call.record)
    return { row: row(node, call.record) }
  }
  return edgesOf(node, [{ method: 'GET', edge: '', params: {}, scopes: [], sdk: `${node.label}.get`, run }])
}

/** Anybody may read an asset's public fields (BACKGROUND); its node hides the other fields from strangers. */
function readAsset(call: Call<WorldAsset>): EdgeAnswer {
  const { kind } = call.record
  if (!factsOf(kind).hasPublicId) requireReadable(call, call.record, rulesOf(kind).unreadable)
  return { row: assetRow(call.record) }
}
