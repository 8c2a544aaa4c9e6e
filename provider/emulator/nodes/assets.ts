import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { row, type NodeRow, type NodeType } from '../protocol/node.ts'
import type { WorldAsset } from '../world/world.ts'

/** The node type of each kind, typed for any asset: only assets of that kind are rendered with it. */
export const ASSET_NODES = Object.fromEntries(
  ASSET_KINDS.map((kind) => [kind, rulesOf(kind).node]),
) as Readonly<Record<AssetKind, NodeType<WorldAsset>>>

export function assetRow(
  asset: WorldAsset,
  extra: Readonly<Record<string, unknown>> = {},
  standard?: readonly string[],
): NodeRow {
  return row(ASSET_NODES[asset.kind], asset, extra, standard)
}
