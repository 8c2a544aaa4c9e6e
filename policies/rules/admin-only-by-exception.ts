import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { isAdmin } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const adminOnlyByException: PolicyRule = {
  id: 'admin-only-by-exception',
  title: 'Admin needs an exception; no function gives it',
  reason: 'People ask for admin out of habit; advertiser is enough for nearly all media work.',
  source: ['brief 7', 'brief 5.1'],
  asset: ({ asset, access }) =>
    access.people
      .filter(({ tasks }) => isAdmin(tasks))
      .filter(({ because }) => because.length === 0 || because.some((reason) => 'function' in reason))
      .map(({ principal, at }) =>
        finding('admin-only-by-exception', { who: principal, asset: theAsset(asset) }, at),
      ),
}
