import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const adAccount = {
  node: sdk.AdAccount,
  clientEdge: 'client_ad_accounts',
  ownedEdge: 'owned_ad_accounts',
  nameField: 'name',
  assignedEdge: 'assigned_ad_accounts',
  // Source: graph-api 3 (FACT). That it is the Business's own id where a Business owns the account is INFERENCE.
  ownerIdAt: 'owner',
  giveUp: { edge: 'ad_accounts', parameter: 'adaccount_id' },
} satisfies NodeFacts
