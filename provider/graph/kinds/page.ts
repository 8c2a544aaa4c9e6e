import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const page = {
  node: sdk.Page,
  clientEdge: 'client_pages',
  ownedEdge: 'owned_pages',
  nameField: 'name',
  assignedEdge: 'assigned_pages',
  giveUp: { edge: 'pages', parameter: 'page_id' },
} satisfies NodeFacts
