import { finding } from '../../provider/findings/catalogue.ts'
import { daysAfter } from '../../provider/model/days.ts'
import { lastLook } from '../../provider/model/last-look.ts'
import { dayOf } from '../../provider/model/moment.ts'
import { placeOf } from '../../provider/model/place.ts'
import type { PolicyRule } from '../rule.ts'

export const reviewIsRecent: PolicyRule = {
  id: 'review-is-recent',
  title: 'The access at every client was reviewed in the last quarter',
  reason: 'People change function and leave; access that nobody reviews stays.',
  source: ['brief 8'],
  byTime: true,
  client: ({ model, today, client }) => {
    const limit = model.policy.limits.reviewDays
    const latest = lastLook(client, today)
    if (latest !== undefined && daysAfter(latest, limit) >= dayOf(today)) return []
    const last = latest === undefined ? 'nobody has reviewed it' : `the last look at it was on ${latest}`
    const args = { client: client.slug, last, limit }
    return [finding('review-is-recent', args, placeOf(client, 'last_review'))]
  },
}
