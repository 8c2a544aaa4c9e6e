import { finding } from '../../provider/findings/catalogue.ts'
import type { Address, Finding } from '../../provider/findings/finding.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { placeOf } from '../../provider/model/place.ts'
import type { Model } from '../../provider/model/model.ts'
import type { Named } from '../../provider/model/policy.ts'
import { NAMED } from '../../provider/model/written/policy.ts'
import type { PolicyRule } from '../rule.ts'

export const nameFollowsConvention: PolicyRule = {
  id: 'name-follows-convention',
  title: 'Names of ad accounts, campaigns, pixels and our label follow the convention',
  reason: 'People who work for forty clients recognise an asset by its name.',
  source: ['brief 8', 'decisions "Rules that the brief leaves open"'],
  asset: ({ model, asset }) =>
    NAMED.filter((key) => key === asset.kind).flatMap((key) =>
      misnamed(model, key, asset.name, theAsset(asset), placeOf(asset, 'name')),
    ),
  client: ({ model, client: { naming } }) => [
    ...misnamed(model, 'campaign', naming.campaign, 'campaigns', placeOf(naming, 'campaign')),
    ...misnamed(model, 'partner_label', naming.partnerLabel, 'the partner', placeOf(naming, 'partner_label')),
  ],
}

function misnamed(model: Model, key: Named, name: string | undefined, what: string, at: Address): Finding[] {
  const pattern = model.policy.naming[key]
  if (name === undefined || new RegExp(pattern, 'u').test(name)) return []
  return [finding('name-follows-convention', { what, name, pattern }, at)]
}
