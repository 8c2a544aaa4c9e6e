import { finding } from '../../provider/findings/catalogue.ts'
import { factsOf, theAsset } from '../../provider/model/kinds.ts'
import { isPerson } from '../../provider/model/principal.ts'
import { isAdmin } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const systemUserIsNoAdmin: PolicyRule = {
  id: 'system-user-is-no-admin',
  title: 'No system user is admin of an ad account or a Page',
  reason: 'A system user has a token that does not expire and no second factor.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 8'],
  asset: ({ asset, access }) =>
    access.people
      .filter(({ principal, tasks }) => !isPerson(principal) && isAdmin(tasks))
      .filter(() => factsOf(asset.kind).wantsPersonAsAdmin)
      .map(({ principal, at }) =>
        finding('system-user-is-no-admin', { who: principal, asset: theAsset(asset) }, at),
      ),
}
