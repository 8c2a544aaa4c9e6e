import { finding } from '../../provider/findings/catalogue.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { levelsOf, tasksOf } from '../../provider/model/levels.ts'
import { placeOf } from '../../provider/model/place.ts'
import { beyond, exceptionsOn, tasksBy, titled } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const partnerGrantIsNeeded: PolicyRule = {
  id: 'partner-grant-is-needed',
  title: 'The client shares no level that nobody needs',
  reason: 'A grant that nobody uses is only a risk: an attacker in our Business would have it.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 8'],
  asset: ({ client, asset, access: { partner, assignments } }) => {
    const { kind } = asset
    const needed = [
      ...assignments.flatMap(({ tasks }) => tasks),
      ...tasksBy(kind, exceptionsOn(client, asset)),
    ]
    // Levels are only partly ordered, so the lowest level with all needed tasks may hold more.
    const enough = levelsOf(kind).find((level) => beyond(needed, tasksOf(kind, level)).length === 0)
    if (partner === undefined || needed.length === 0 || enough === undefined) return []
    const unused = beyond(partner.tasks, tasksOf(kind, enough))
    if (unused.length === 0) return []
    const args = { partner: partner.level, asset: titled(asset), unused: listed(unused), enough }
    return [finding('partner-grant-is-needed', args, placeOf(asset, 'partner'))]
  },
}
