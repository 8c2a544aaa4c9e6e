import { finding } from '../../provider/findings/catalogue.ts'
import { dayOf } from '../../provider/model/moment.ts'
import { placeOf } from '../../provider/model/place.ts'
import { daysAfter } from '../days.ts'
import type { PolicyRule } from '../rule.ts'

export const reviewIsRecent: PolicyRule = {
  id: 'review-is-recent',
  title: 'The access at every client was reviewed in the last quarter',
  reason: 'People change function and leave; what nobody looks at stays.',
  source: 'brief: "Planifie des revues d’accès trimestrielles"',
  byTime: true,
  client: ({ model, today, client }) => {
    const limit = model.policy.limits.reviewDays
    const { lastReview, preflight } = client
    // The first look was the pre-flight.
    const looks = [lastReview?.date, preflight.twoFactor, preflight.paymentMethod, preflight.agreement]
    const latest = looks
      .filter((date) => date !== undefined && date <= today)
      .reduce<string | undefined>(
        (a, b) => (a === undefined || (b !== undefined && b > a) ? b : a),
        undefined,
      )
    if (latest !== undefined && daysAfter(latest, limit) >= dayOf(today)) return []
    const last = latest === undefined ? 'nobody has reviewed it' : `the last look at it was on ${latest}`
    const args = { client: client.slug, last, limit }
    return [finding('review-is-recent', args, placeOf(client, 'last_review'))]
  },
}
