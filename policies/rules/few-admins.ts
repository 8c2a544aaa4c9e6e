import { finding } from '../../provider/findings/catalogue.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { isPerson } from '../../provider/model/principal.ts'
import { isAdmin, titled } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

/** The highest task on a pixel, which has no MANAGE. Source: FACT (spec, pixel's assigned_users). */
const EDITS_PIXEL = 'EDIT'

export const fewAdmins: PolicyRule = {
  id: 'few-admins',
  title: 'An asset has few admins of ours',
  reason: 'Each admin can let others in; two are enough for one to be away.',
  source: 'issue 4: "at most N admins per asset"; brief: "minimum de privilèges"',
  asset: ({ model, asset, access }) => {
    const limit = model.policy.limits.adminsPerAsset
    const admins = access.people.filter(
      ({ principal, tasks }) => isPerson(principal) && (isAdmin(tasks) || tasks.includes(EDITS_PIXEL)),
    )
    if (admins.length <= limit) return []
    const who = listed(admins.map(({ principal }) => principal))
    return [finding('few-admins', { count: admins.length, asset: titled(asset), limit, who }, asset.at)]
  },
}
