import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const instagram = {
  node: sdk.InstagramBusinessAsset,
  clientEdge: 'client_instagram_assets',
  nameField: 'ig_username',
  giveUp: { edge: 'instagram_accounts', parameter: 'instagram_account' },
  linked: { by: 'field', theirs: 'instagram_business_account', own: 'ig_user_id' },
  // Its user names the owner (FACT, spec of IGUser).
  ownerAt: 'ig_user_id',
} satisfies NodeFacts
