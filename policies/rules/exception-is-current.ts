import { finding } from '../../provider/findings/catalogue.ts'
import { placeOf } from '../../provider/model/place.ts'
import { asPreciseAs, isCurrent } from '../../provider/model/moment.ts'
import type { PolicyRule } from '../rule.ts'

export const exceptionIsCurrent: PolicyRule = {
  id: 'exception-is-current',
  title: 'No file keeps an entry that has ended',
  reason: 'An ended entry gives no access any more, and misleads the people who review the file.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 8'],
  byTime: true,
  client: ({ today, client }) => {
    const share = client.directShare
    return [
      ...client.exceptions.map((one) => ({ what: `the exception for "${one.principal}"`, one })),
      ...client.policyExceptions.map((one) => ({ what: `the exception to "${one.rule}"`, one })),
      ...(share === undefined ? [] : [{ what: 'the direct share', one: share }]),
    ]
      .filter(({ one }) => !isCurrent(one.until, today))
      .map(({ what, one: { until, ...placed } }) => {
        const args = { what, until, today: asPreciseAs(until, today) }
        return finding('exception-is-current', args, placeOf(placed, 'until'))
      })
  },
}
