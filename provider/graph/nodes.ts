import type { AssetKind } from '../model/kinds.ts'
import type { GraphApi } from './api.ts'
import { NODES } from './kinds/index.ts'
import type { AssetNode, NodeFacts } from './kinds/node-facts.ts'

/** The node facts of a kind. */
export function nodeFactsOf(kind: AssetKind): NodeFacts {
  return NODES[kind]
}

/** The SDK's object for an asset, on our Graph client. */
export function nodeOf(kind: AssetKind, id: string, api: GraphApi): AssetNode {
  const { node: Node } = nodeFactsOf(kind)
  return new Node(id, {}, undefined, api)
}
