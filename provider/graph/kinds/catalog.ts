import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const catalog = {
  node: sdk.ProductCatalog,
  clientEdge: 'client_product_catalogs',
  ownedEdge: 'owned_product_catalogs',
  nameField: 'name',
  assignedEdge: 'assigned_product_catalogs',
} satisfies NodeFacts
