import { finding } from '../../provider/findings/catalogue.ts'
import { isAdmin, titled } from '../access.ts'
import type { PolicyRule } from '../rule.ts'

export const adminOnlyByException: PolicyRule = {
  id: 'admin-only-by-exception',
  title: 'Admin comes by an exception only, never by function',
  reason: 'Admin is asked for out of habit; advertiser is enough for nearly all media work.',
  source: 'brief: "Admin demandé par habitude, pousse pour Advertiser sauf s’il y a un besoin défini"',
  asset: ({ asset, access }) =>
    access.people
      .filter(({ tasks }) => isAdmin(tasks))
      .filter(({ because }) => because.length === 0 || because.some((reason) => 'function' in reason))
      .map(({ principal, at }) =>
        finding('admin-only-by-exception', { who: principal, asset: titled(asset) }, at),
      ),
}
