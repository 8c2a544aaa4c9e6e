import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { listed } from '../../provider/findings/phrases.ts'
import type { Model } from '../../provider/model/model.ts'
import { placeOf } from '../../provider/model/place.ts'
import { personOf } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const financeRoleOnlyForBilling: PolicyRule = {
  id: 'finance-role-only-for-billing',
  title: 'Only billing has a finance role in our Business',
  reason: 'A finance role sees and changes how the client pays; nobody needs it to run campaigns.',
  source: ['brief 5.1', 'brief 5.2'],
  agency: ({ model }) =>
    [...model.functions.values()]
      .filter(({ name }) => !model.policy.duties.billing.includes(name))
      .flatMap((one): Finding[] => {
        const role = [one.businessRole, ...one.businessRoleOptions].find(isFinance)
        const key = one.businessRole === role ? 'business_role' : 'business_role_options'
        if (role === undefined) return []
        return [refused(model, role, `the function "${one.name}"`, placeOf(one, key))]
      }),
  member: ({ model, member: { principal, role, at } }) => {
    const { billing } = model.policy.duties
    const bills = personOf({ model }, principal)?.functions.some((name) => billing.includes(name))
    if (!isFinance(role) || bills === true) return []
    return [refused(model, role, `"${principal}"`, at)]
  },
}

function refused(model: Model, role: string, whom: string, at: Finding['address']): Finding {
  const billing = listed(model.policy.duties.billing)
  return finding('finance-role-only-for-billing', { role, whom, billing }, at)
}

function isFinance(role: string): boolean {
  return role.startsWith('finance-')
}
