import { finding } from '../../provider/findings/catalogue.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { personOf } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const mediaAndBillingAreApart: PolicyRule = {
  id: 'media-and-billing-are-apart',
  title: 'Nobody both buys media and edits billing',
  reason: 'The person who spends the money must not also decide who pays and how.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 5.2'],
  member: ({ model, member: { principal, role, at } }) => {
    const functions = personOf({ model }, principal)?.functions ?? []
    const buys = functions.some((name) => model.policy.duties.media.includes(name))
    if (role !== 'finance-editor' || !buys) return []
    return [finding('media-and-billing-are-apart', { who: principal, functions: listed(functions) }, at)]
  },
}
