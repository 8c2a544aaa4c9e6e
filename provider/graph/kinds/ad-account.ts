import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const adAccount = {
  node: sdk.AdAccount,
  clientEdge: 'client_ad_accounts',
  nameField: 'name',
  assignedEdge: 'assigned_ad_accounts',
  giveUp: { edge: 'ad_accounts', parameter: 'adaccount_id' },
} satisfies NodeFacts
