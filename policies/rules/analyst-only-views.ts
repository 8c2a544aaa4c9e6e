import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { factsOf, theAsset } from '../../provider/model/kinds.ts'
import type { Principal } from '../../provider/model/model.ts'
import { beyond, functionsOn, personOf } from '../access.ts'
import type { AssetScope, PolicyRule } from '../rule.ts'

export const analystOnlyViews: PolicyRule = {
  id: 'analyst-only-views',
  title: 'An analyst views and changes nothing',
  reason: 'A report needs no right to change what it reports.',
  source: ['brief 5.1'],
  asset: (scope) =>
    scope.access.people.flatMap(({ principal, tasks, at }): Finding[] => {
      const excess = beyond(tasks, factsOf(scope.asset.kind).viewing)
      if (excess.length === 0 || !isAnalyst(scope, principal)) return []
      const args = { who: principal, tasks: listed(excess), asset: theAsset(scope.asset) }
      return [finding('analyst-only-views', args, at)]
    }),
}

/**
 * Whether all functions of a person at this client are reporting; outside its team, all functions in agency.yaml count.
 */
function isAnalyst(scope: AssetScope, principal: Principal): boolean {
  const here = functionsOn(scope, principal)
  const functions = here.length > 0 ? here : (personOf(scope, principal)?.functions ?? [])
  return functions.length > 0 && functions.every((name) => scope.model.policy.duties.reporting.includes(name))
}
