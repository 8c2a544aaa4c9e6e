import { finding } from '../../provider/findings/catalogue.ts'
import { exceptionsOn, titled } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const assetHasPeople: PolicyRule = {
  id: 'asset-has-people',
  title: 'Every shared asset has somebody who works on it',
  reason: 'An asset that nobody works on need not be shared.',
  source:
    'issue 4: "an asset shared that nobody works on"; brief: "supprime les utilisateurs et partenaires obsolètes"',
  asset: ({ client, asset, access }) => {
    const idle = access.people.length === 0 && exceptionsOn(client, asset).length === 0
    return idle && access.share.by === 'partner'
      ? [finding('asset-has-people', { asset: titled(asset) }, asset.at)]
      : []
  },
}
