import { finding } from '../../provider/findings/catalogue.ts'
import type { AssetKind } from '../../provider/model/kinds.ts'
import { titled } from '../access.ts'
import type { AssetScope, PolicyRule } from '../rule.ts'

/** The kind that each of the two must be linked with, as a sentence names it. */
const OTHER: { readonly [K in AssetKind]?: string } = { pixel: 'ad account', ad_account: 'pixel' }

export const pixelIsLinked: PolicyRule = {
  id: 'pixel-is-linked',
  title: 'Every pixel names its ad accounts, and every ad account has its pixel',
  reason: 'An ad account that points to another pixel optimises for another client’s events.',
  source: ['brief 6', 'brief 7'],
  asset: (scope) => {
    const other = OTHER[scope.asset.kind]
    if (other === undefined || isLinked(scope)) return []
    return [finding('pixel-is-linked', { asset: titled(scope.asset), other }, scope.asset.at)]
  },
}

function isLinked({ client, asset }: AssetScope): boolean {
  if (asset.kind === 'pixel') return asset.links.length > 0
  const pixels = client.assets.filter(({ kind }) => kind === 'pixel')
  return pixels.length === 0 || pixels.some(({ links }) => links.includes(asset.id))
}
