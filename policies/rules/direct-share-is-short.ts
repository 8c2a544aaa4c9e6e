import { finding } from '../../provider/findings/catalogue.ts'
import { placeOf } from '../../provider/model/place.ts'
import { daysAfter } from '../../provider/model/days.ts'
import type { PolicyRule } from '../rule.ts'

export const directShareIsShort: PolicyRule = {
  id: 'direct-share-is-short',
  title: 'A direct share lasts a month at most, and names its step to partner access',
  reason: 'It does not scale, leaves no audit trail and is hard to revoke.',
  source: ['brief 3', 'decisions "Limits and what they come from"'],
  client: ({ model, today, client: { directShare } }) => {
    const limit = model.policy.limits.directShareDays
    const last = daysAfter(today, limit)
    if (directShare === undefined || directShare.until <= last) return []
    const { until, migration } = directShare
    const args = { until, limit, last, migration }
    return [finding('direct-share-is-short', args, placeOf(directShare, 'until'))]
  },
}
