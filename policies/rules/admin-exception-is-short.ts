import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { dayOf } from '../../provider/model/moment.ts'
import { placeOf } from '../../provider/model/place.ts'
import { exceptionsOn } from '../access.ts'
import { daysAfter } from '../../provider/model/days.ts'
import type { PolicyRule } from '../rule.ts'

export const adminExceptionIsShort: PolicyRule = {
  id: 'admin-exception-is-short',
  title: 'An exception to admin ends within two weeks',
  reason: 'A person who manages limits needs admin for one task, not for good.',
  source: ['brief 5', 'decisions "Limits and what they come from"'],
  asset: ({ model, today, client, asset }) => {
    const limit = model.policy.limits.adminExceptionDays
    const last = daysAfter(today, limit)
    return exceptionsOn(client, asset)
      .filter(({ level, until }) => level === 'admin' && dayOf(until) > last)
      .map((one) => {
        const args = { who: one.principal, asset: theAsset(asset), until: one.until, limit, last }
        return finding('admin-exception-is-short', args, placeOf(one, 'until'))
      })
  },
}
