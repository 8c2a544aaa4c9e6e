import { finding } from '../../provider/findings/catalogue.ts'
import { placeOf } from '../../provider/model/place.ts'
import { isPlaceholder } from '../../provider/model/placeholder.ts'
import type { PolicyRule } from '../rule.ts'

const KEYS = ['reason', 'ticket'] as const

export const exceptionIsExplained: PolicyRule = {
  id: 'exception-is-explained',
  title: 'Every exception has its own reason and ticket',
  reason: 'Access that nobody can explain is not an exception: somebody forgot to revoke it.',
  source: ['brief 8', 'decisions "Rules that the brief leaves open"'],
  client: ({ client }) =>
    [...client.exceptions, ...client.policyExceptions].flatMap((one) =>
      KEYS.filter((key) => isPlaceholder(one[key])).map((key) =>
        finding('exception-is-explained', { who: one.principal, key }, placeOf(one, key)),
      ),
    ),
}
