import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const pixel = {
  node: sdk.AdsPixel,
  clientEdge: 'client_pixels',
  ownedEdge: 'owned_pixels',
  nameField: 'name',
  assignedEdge: 'assigned_ads_pixels',
  linked: { by: 'edge', edge: 'shared_accounts' },
} satisfies NodeFacts
