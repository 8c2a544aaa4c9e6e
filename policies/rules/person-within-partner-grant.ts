import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { beyond } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const personWithinPartnerGrant: PolicyRule = {
  id: 'person-within-partner-grant',
  title: 'Nobody holds more than the client shares',
  reason: 'Meta refuses an assignment beyond the partner grant, so such a file asks for the impossible.',
  source: ['graph-api 2.4'],
  asset: ({ asset, access: { share, people } }) =>
    share.by !== 'partner'
      ? []
      : people.flatMap(({ principal, tasks, at }): Finding[] => {
          const excess = beyond(tasks, share.grant.tasks)
          if (excess.length === 0) return []
          const args = {
            who: principal,
            tasks: listed(excess),
            asset: theAsset(asset),
            shared: share.grant.level,
          }
          return [finding('person-within-partner-grant', args, at)]
        }),
}
