import { finding } from '../../provider/findings/catalogue.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { isPerson } from '../../provider/model/principal.ts'
import { isAdmin } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

/** The highest task on a pixel, which has no MANAGE. Source: FACT (graph-api 1.3). */
const EDITS_PIXEL = 'EDIT'

export const fewAdmins: PolicyRule = {
  id: 'few-admins',
  title: 'Few of our people are admin of one asset',
  reason: 'Each admin can add others; two are enough when one is away.',
  source: ['decisions "Limits and what they come from"', 'brief 8'],
  asset: ({ model, asset, access }) => {
    const limit = model.policy.limits.adminsPerAsset
    const admins = access.people.filter(
      ({ principal, tasks }) => isPerson(principal) && (isAdmin(tasks) || tasks.includes(EDITS_PIXEL)),
    )
    if (admins.length <= limit) return []
    const who = listed(admins.map(({ principal }) => principal))
    return [finding('few-admins', { count: admins.length, asset: theAsset(asset), limit, who }, asset.at)]
  },
}
