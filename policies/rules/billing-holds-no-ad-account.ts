import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { adAccount } from '../../provider/model/kinds/ad-account.ts'
import { personOf } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const billingHoldsNoAdAccount: PolicyRule = {
  id: 'billing-holds-no-ad-account',
  title: 'People with a billing function hold no task on an ad account',
  reason: 'Billing works with a finance role in the Business; control of campaigns is not part of it.',
  source: ['brief 5.1'],
  asset: (scope) => {
    if (scope.asset.kind !== adAccount.key) return []
    const billing = scope.model.policy.duties.billing
    return scope.access.people
      .filter(({ principal }) => personOf(scope, principal)?.functions.some((name) => billing.includes(name)))
      .map(({ principal, at }) =>
        finding('billing-holds-no-ad-account', { who: principal, asset: theAsset(scope.asset) }, at),
      )
  },
}
