import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const instagram = {
  node: sdk.InstagramBusinessAsset,
  clientEdge: 'client_instagram_assets',
  ownedEdge: 'owned_instagram_assets',
  nameField: 'ig_username',
  giveUp: { edge: 'instagram_accounts', parameter: 'instagram_account' },
  linked: { by: 'field', theirs: 'instagram_business_account', own: 'ig_user_id' },
  // Its Instagram user names the owner (FACT, graph-api 1.4).
  ownerAt: 'ig_user_id',
} satisfies NodeFacts
