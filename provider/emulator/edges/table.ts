import type { ServedEdge } from '../protocol/edge.ts'
import type { EdgeTable } from '../protocol/render.ts'
import { accessRequestEdges } from './access-requests.ts'
import { agreementEdges } from './agreements.ts'
import { assetEdges } from './asset-access.ts'
import { assetGroupEdges } from './asset-groups.ts'
import { assetNodeEdges } from './asset-nodes.ts'
import { businessAssetEdges } from './business-assets.ts'
import { businessPeopleEdges } from './business-people.ts'
import { businessEdges } from './business.ts'
import { claimEdges } from './claims.ts'
import { meEdges } from './me.ts'
import { memberEdges } from './members.ts'
import { pageRoleEdges } from './page-roles.ts'
import { rootEdges } from './root.ts'
import { systemUserTokenEdges } from './system-user-tokens.ts'

/** All served edges. */
export const EDGES: readonly ServedEdge[] = [
  ...assetNodeEdges,
  ...assetEdges,
  ...pageRoleEdges,
  ...assetGroupEdges,
  ...businessEdges,
  ...agreementEdges,
  ...businessAssetEdges,
  ...accessRequestEdges,
  ...claimEdges,
  ...businessPeopleEdges,
  ...memberEdges,
  ...systemUserTokenEdges,
  ...meEdges,
  ...rootEdges,
]

const byKey = new Map(EDGES.map((edge) => [keyOf(edge.node, edge.method, edge.edge), edge]))

const types = new Map(EDGES.map(({ label, type }) => [label, type]))

export const edgeTable: EdgeTable = {
  find: (node, method, edge) => byKey.get(keyOf(node, method, edge)),
  typeOf: (label) => types.get(label),
}

/** The served edges of a node type, for `metadata`. */
export function edgesAt(node: string): ServedEdge[] {
  return EDGES.filter((edge) => edge.node === node)
}

function keyOf(node: string, method: string, edge: string): string {
  return `${node} ${method} ${edge}`
}
