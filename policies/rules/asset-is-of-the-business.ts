import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { placeOf } from '../../provider/model/place.ts'
import type { PolicyRule } from '../rule.ts'

export const assetIsOfTheBusiness: PolicyRule = {
  id: 'asset-is-of-the-business',
  title: 'An asset belongs to the Business of the client, not to a person',
  reason:
    'An asset of a person leaves with the person, and its owner cannot share a scoped part of it with a partner.',
  source: ['brief 7'],
  asset: ({ client, asset }) =>
    asset.owner === 'person' && client.directShare === undefined
      ? [finding('asset-is-of-the-business', { asset: theAsset(asset) }, placeOf(asset, 'owner'))]
      : [],
}
