import { finding } from '../../provider/findings/catalogue.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { levelsOf, tasksOf } from '../../provider/model/levels.ts'
import { placeOf } from '../../provider/model/place.ts'
import { beyond, exceptionsOn, tasksBy } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const partnerGrantIsNeeded: PolicyRule = {
  id: 'partner-grant-is-needed',
  title: 'The client shares no level that nobody needs',
  reason: 'A grant that nobody uses is only a risk: an attacker in our Business would have it.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 8'],
  asset: ({ client, asset, access: { share, people } }) => {
    const { kind } = asset
    const needed = [...people.flatMap(({ tasks }) => tasks), ...tasksBy(kind, exceptionsOn(client, asset))]
    // Levels are only partly ordered, so the lowest level with all needed tasks may hold more.
    const enough = levelsOf(kind).find((level) => beyond(needed, tasksOf(kind, level)).length === 0)
    if (share.by !== 'partner' || needed.length === 0 || enough === undefined) return []
    const unused = beyond(share.grant.tasks, tasksOf(kind, enough))
    if (unused.length === 0) return []
    const args = { partner: share.grant.level, asset: theAsset(asset), unused: listed(unused), enough }
    return [finding('partner-grant-is-needed', args, placeOf(asset, 'partner'))]
  },
}
