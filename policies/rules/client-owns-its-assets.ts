import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { placeOf } from '../../provider/model/place.ts'
import type { PolicyRule } from '../rule.ts'

export const clientOwnsItsAssets: PolicyRule = {
  id: 'client-owns-its-assets',
  title: 'The client owns the assets that are used for it',
  reason:
    'What the agency owns stays with the agency when the client leaves, and the client cannot end the access of anybody to it.',
  source: ['brief 1'],
  asset: ({ client, asset }) =>
    asset.owner === 'agency'
      ? [
          finding(
            'client-owns-its-assets',
            { asset: theAsset(asset), client: client.slug },
            placeOf(asset, 'owner'),
          ),
        ]
      : [],
}
