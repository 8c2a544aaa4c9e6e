import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { exceptionsOn } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const assetHasPeople: PolicyRule = {
  id: 'asset-has-people',
  title: 'Every shared asset has somebody who works on it',
  reason: 'Access that nobody uses is only a risk.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 8'],
  asset: ({ client, asset, access }) => {
    const idle = access.people.length === 0 && exceptionsOn(client, asset).length === 0
    return idle && (access.share.by === 'partner' || access.share.by === 'own')
      ? [finding('asset-has-people', { asset: theAsset(asset) }, asset.at)]
      : []
  },
}
