import { finding } from '../../provider/findings/catalogue.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { pixel } from '../../provider/model/kinds/pixel.ts'
import { isPerson } from '../../provider/model/principal.ts'
import type { PolicyRule } from '../rule.ts'

/** What sends events to a pixel. Source: FACT (graph-api 1.3). EDIT, which admins of a pixel need, brings it along. */
const SENDS = 'UPLOAD'

export const conversionsBySystemUser: PolicyRule = {
  id: 'conversions-by-system-user',
  title: 'The Conversions API runs on a system user, not on a person',
  reason: 'A person’s token ends with the person, and the events stop.',
  source: ['brief 5.1'],
  asset: ({ asset, access }) => {
    if (asset.kind !== pixel.key) return []
    const senders = access.people.filter(({ tasks }) => tasks.includes(SENDS))
    const bySystemUser = senders.some(({ principal }) => !isPerson(principal))
    return senders
      .filter(({ principal }) => isPerson(principal))
      .filter(({ tasks }) => !bySystemUser || !tasks.includes('EDIT'))
      .map(({ principal, at }) =>
        finding('conversions-by-system-user', { who: principal, asset: theAsset(asset) }, at),
      )
  },
}
