import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { instagram } from '../../provider/model/kinds/instagram.ts'
import type { PolicyRule } from '../rule.ts'

export const instagramIsLinked: PolicyRule = {
  id: 'instagram-is-linked',
  title: 'Every Instagram account names its Page',
  reason: 'An ad with an identity that is not linked to its Page cannot run.',
  source: ['brief 6'],
  asset: ({ client, asset }) => {
    const managed = client.managedKinds.includes(instagram.link.to)
    return asset.kind === instagram.key && asset.links.length === 0 && managed
      ? [finding('instagram-is-linked', { asset: theAsset(asset) }, asset.at)]
      : []
  },
}
