import { ASSET_KINDS } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { ASSET_NODES } from '../nodes/assets.ts'
import { edgesOf, type ServedEdge } from '../protocol/edge.ts'
import { otherPartnerEdges, partnerEdges } from './asset-partners.ts'
import { peopleEdges } from './asset-people.ts'

/** Every edge of an asset: its partners, its people, and the edges of its kind alone. */
export const assetEdges: readonly ServedEdge[] = ASSET_KINDS.flatMap((kind) => {
  const { edges = [], parts } = rulesOf(kind)
  return [
    ...edgesOf(ASSET_NODES[kind], [
      ...partnerEdges(kind),
      ...peopleEdges(kind),
      ...otherPartnerEdges(kind),
      ...edges,
    ]),
    ...(parts?.edges ?? []),
  ]
})
