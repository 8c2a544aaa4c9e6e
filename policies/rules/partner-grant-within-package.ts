import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { tasksOf } from '../../provider/model/levels.ts'
import { placeOf } from '../../provider/model/place.ts'
import { beyond, exceptionsOn, tasksBy } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const partnerGrantWithinPackage: PolicyRule = {
  id: 'partner-grant-within-package',
  title: 'We ask the client for no more than the package needs',
  reason:
    'Each package says what its service needs; an exception may raise one asset, and names why and until when.',
  source: ['brief 12', 'brief 4'],
  asset: ({ model, client, asset, access: { share } }) => {
    if (share.by !== 'partner') return []
    const wanted = model.packages.get(client.package)?.levels[asset.kind]
    const allowed = [
      ...(wanted === undefined ? [] : tasksOf(asset.kind, wanted)),
      ...tasksBy(asset.kind, exceptionsOn(client, asset)),
    ]
    if (beyond(share.grant.tasks, allowed).length === 0) return []
    const args = {
      partner: share.grant.level,
      asset: theAsset(asset),
      package: client.package,
      wanted: wanted ?? 'nothing',
    }
    return [finding('partner-grant-within-package', args, placeOf(asset, 'partner'))]
  },
}
