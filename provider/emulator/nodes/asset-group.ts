import type { NodeType } from '../protocol/node.ts'
import type { AssetGroup } from '../world/world.ts'
import { id, name, ownerBusiness } from './asset-fields.ts'

/** Source: graph-api 1.1 and 1.4 (FACT); which fields are default is BACKGROUND. */
export const assetGroupNode: NodeType<AssetGroup> = {
  name: 'asset_group',
  label: 'BusinessAssetGroup',
  id: ({ id }) => id,
  standard: ['id', 'name'],
  fields: { id, name, owner_business: ownerBusiness },
}
