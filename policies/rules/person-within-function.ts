import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { theAsset } from '../../provider/model/kinds.ts'
import { atMost, tasksOf } from '../../provider/model/levels.ts'
import type { Member, Principal } from '../../provider/model/model.ts'
import { isCurrent } from '../../provider/model/moment.ts'
import { beyond, exceptionsOn, tasksBy } from '../access.ts'
import type { AssetScope, PolicyRule } from '../rule.ts'

export const personWithinFunction: PolicyRule = {
  id: 'person-within-function',
  title: 'Nobody holds more than function and exceptions give',
  reason: 'The job needs what the function gives; anything more needs a reason, a ticket and an end.',
  source: ['brief 5', 'brief 5.1'],
  asset: (scope) =>
    scope.access.people.flatMap(({ principal, tasks, at }): Finding[] => {
      const allowed = allowedTasks(scope, principal)
      const excess = beyond(tasks, allowed)
      if (excess.length === 0) return []
      const args = {
        who: principal,
        tasks: listed(excess),
        asset: theAsset(scope.asset),
        allowed: listed([...new Set(allowed)].toSorted()),
      }
      return [finding('person-within-function', args, at)]
    }),
}

function allowedTasks(scope: AssetScope, principal: Principal): string[] {
  const { client, asset, today } = scope
  const functions = client.team.filter(
    (member) => member.principal === principal && (member.only?.includes(asset.id) ?? true),
  )
  const exceptions = exceptionsOn(client, asset).filter(
    (one) => one.principal === principal && isCurrent(one.until, today),
  )
  return [...functions.flatMap((member) => offeredTasks(scope, member)), ...tasksBy(asset.kind, exceptions)]
}

/** The tasks of the function, and of its option that the file chose. */
function offeredTasks({ model, asset: { kind } }: AssetScope, member: Member): string[] {
  const { levels, options } = model.functions.get(member.function) ?? { levels: {}, options: {} }
  const [level, option, chosen] = [levels[kind], options[kind], member.levels[kind]]
  const optionChosen =
    option !== undefined && chosen !== undefined && chosen !== 'none' && atMost(kind, chosen, option)
  return [
    ...(level === undefined ? [] : tasksOf(kind, level)),
    ...(optionChosen ? tasksOf(kind, option) : []),
  ]
}
