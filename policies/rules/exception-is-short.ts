import { finding } from '../../provider/findings/catalogue.ts'
import { dayOf } from '../../provider/model/moment.ts'
import { placeOf } from '../../provider/model/place.ts'
import { daysAfter } from '../../provider/model/days.ts'
import type { PolicyRule } from '../rule.ts'

export const exceptionIsShort: PolicyRule = {
  id: 'exception-is-short',
  title: 'An exception ends within a quarter',
  reason: 'A need that lasts longer than from one review to the next belongs to a function.',
  source: ['brief 8', 'decisions "Limits and what they come from"'],
  client: ({ model, today, client }) => {
    const limit = model.policy.limits.exceptionDays
    const last = daysAfter(today, limit)
    return [...client.exceptions.filter(({ level }) => level !== 'admin'), ...client.policyExceptions]
      .filter(({ until }) => dayOf(until) > last)
      .map((one) => {
        const args = { who: one.principal, until: one.until, limit, last }
        return finding('exception-is-short', args, placeOf(one, 'until'))
      })
  },
}
