import sdk from 'facebook-nodejs-business-sdk'
import type { AssetKind } from '../model/kinds.ts'
import type { GraphApi } from './api.ts'

type Params = Record<string, unknown>

/** What every asset class of the SDK has in common for us; a pixel has no `deleteAssignedUsers` (graph-api 1.1). */
type AssetNode = {
  createAgency(fields: string[], params: Params): Promise<unknown>
  deleteAgencies(params: Params): Promise<unknown>
  createAssignedUser(fields: string[], params: Params): Promise<unknown>
  deleteAssignedUsers?(params: Params): Promise<unknown>
}

type AssetClass = new (id: string, data: object, parent: undefined, api: GraphApi) => AssetNode

/** How each kind is reached: the SDK's class, the edge under our Business that lists what is shared with us, and a user's own edge. */
export type NodeFacts = {
  readonly node: AssetClass
  readonly clientEdge: string
  /** Missing for Instagram: a person has no such edge, and a system user's names Instagram users without tasks (v26, graph-api 0). */
  readonly assignedEdge?: string
  /** Fields of a row of `clientEdge` that name the asset and what we may do there. */
  readonly rowFields: readonly string[]
  /** How we give up our own access: the edge under our Business and its parameter; missing where only the client can. */
  readonly giveUp?: { readonly edge: string; readonly parameter: string }
}

/** Sources: graph-api 1.1, 1.5 and 2.2; rows of catalogs carry `permitted_roles`, Instagram rows carry neither. */
export const NODES: Readonly<Record<AssetKind, NodeFacts>> = {
  ad_account: {
    node: sdk.AdAccount,
    clientEdge: 'client_ad_accounts',
    assignedEdge: 'assigned_ad_accounts',
    rowFields: ['id', 'name', 'permitted_tasks'],
    giveUp: { edge: 'ad_accounts', parameter: 'adaccount_id' },
  },
  pixel: {
    node: sdk.AdsPixel,
    clientEdge: 'client_pixels',
    assignedEdge: 'assigned_ads_pixels',
    rowFields: ['id', 'name', 'permitted_tasks'],
  },
  page: {
    node: sdk.Page,
    clientEdge: 'client_pages',
    assignedEdge: 'assigned_pages',
    rowFields: ['id', 'name', 'permitted_tasks'],
    giveUp: { edge: 'pages', parameter: 'page_id' },
  },
  instagram: {
    node: sdk.InstagramBusinessAsset,
    clientEdge: 'client_instagram_assets',
    rowFields: ['id', 'ig_username'],
    giveUp: { edge: 'instagram_accounts', parameter: 'instagram_account' },
  },
  catalog: {
    node: sdk.ProductCatalog,
    clientEdge: 'client_product_catalogs',
    assignedEdge: 'assigned_product_catalogs',
    rowFields: ['id', 'name', 'permitted_roles'],
  },
}

/** The SDK's object for an asset, on our client. */
export function nodeOf(kind: AssetKind, id: string, api: GraphApi): AssetNode {
  const { node: Node } = NODES[kind]
  return new Node(id, {}, undefined, api)
}
