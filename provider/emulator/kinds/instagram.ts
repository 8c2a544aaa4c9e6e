import { z } from 'zod'
import { assetFields, owner } from '../estate/asset-fields.ts'
import { graphId } from '../estate/scalars.ts'
import { id, name, ownerBusiness } from '../nodes/asset-fields.ts'
import type { NodeType } from '../protocol/node.ts'
import { mayRead } from '../rules/standing.ts'
import type { AssetFrom, EmulatedKind } from './kind-rules.ts'

const estate = z.strictObject({
  kind: z.literal('instagram'),
  id: graphId.describe('Id of the Instagram business asset, which is not the Instagram user id'),
  owner,
  ...assetFields,
  ig_user_id: graphId,
  ig_username: z.string(),
})

export type InstagramAsset = AssetFrom<typeof estate>

const node: NodeType<InstagramAsset> = {
  name: 'instagram',
  label: 'InstagramBusinessAsset',
  hasJsonSchema: true,
  id: (asset) => asset.id,
  standard: ['id'],
  fields: { id, ig_user_id: ({ ig_user_id }) => ig_user_id, ig_username: ({ ig_username }) => ig_username },
}

/**
 * An Instagram account under its user id, as ad accounts and Pages name it. Source: graph-api 1.4 and 3 (FACT). That
 * whoever may read the asset may read its owner is INFERENCE.
 */
export const igUserNode: NodeType<InstagramAsset> = {
  name: 'ig_user',
  label: 'IGUser',
  id: ({ ig_user_id }) => ig_user_id,
  standard: ['id', 'username'],
  fields: {
    id: ({ ig_user_id }) => ig_user_id,
    username: ({ ig_username }) => ig_username,
    name,
    owner_business: (asset, context) => (mayRead(context, asset) ? ownerBusiness(asset, context) : undefined),
  },
}

export const instagram: EmulatedKind<typeof estate> = {
  estate,
  node,
  scopes: ['business'],
  // It takes any combination (INFERENCE), no task manages it, rows of its people have no `permitted_tasks`
  // (LIVE-CLAIM): graph-api 1.3.
  tasks: {},
  people: { scopes: ['business'], requiresTasks: false },
  partners: { requiresTasks: true, least: ['ANALYZE'] },
  business: {
    edge: 'instagram_assets',
    sdk: 'InstagramAssets',
    giveUp: { edge: 'instagram_accounts', param: 'instagram_account', method: 'deleteInstagramAccounts' },
  },
  // Source: graph-api 1.2 (FACT).
  group: { edge: 'instagram_accounts', sdk: 'InstagramAccount' },
  alias: {
    node: igUserNode,
    owned: { edge: 'owned_instagram_accounts', method: 'getOwnedInstagramAccounts' },
    // Source: graph-api 0 (FACT): since v26 on SystemUser, not on BusinessUser.
    assigned: { edge: 'assigned_instagram_accounts', reason: 'new in v26, after the SDK on npm' },
  },
  generated: {
    turns: [3],
    firstDigits: '40',
    // Source: graph-api 1.3 (LIVE-CLAIM).
    roles: [['ANALYZE'], ['ADVERTISE', 'ANALYZE']],
    details: (asset, { index }) => ({
      ig_user_id: `1784${asset}`,
      ig_username: `client${index + 1}_${asset}`,
    }),
  },
}
