import { finding } from '../../provider/findings/catalogue.ts'
import { factsOf, theAsset } from '../../provider/model/kinds.ts'
import { pixel } from '../../provider/model/kinds/pixel.ts'
import type { AssetScope, PolicyRule } from '../rule.ts'

export const pixelIsLinked: PolicyRule = {
  id: 'pixel-is-linked',
  title: 'Every pixel names its ad accounts, and every ad account has its pixel',
  reason: 'An ad account that points to another pixel optimises for another client’s events.',
  source: ['brief 6', 'brief 7'],
  asset: (scope) => {
    const other = otherOf(scope)
    if (other === undefined || isLinked(scope)) return []
    return [finding('pixel-is-linked', { asset: theAsset(scope.asset), other }, scope.asset.at)]
  },
}

/** What each of the two must be linked with, as a sentence names it. */
function otherOf({ asset: { kind } }: AssetScope): string | undefined {
  if (kind === pixel.key) return factsOf(pixel.link.to).title
  return kind === pixel.link.to ? pixel.title : undefined
}

function isLinked({ client, asset }: AssetScope): boolean {
  if (asset.kind === pixel.key) return asset.links.length > 0
  const pixels = client.assets.filter(({ kind }) => kind === pixel.key)
  return pixels.length === 0 || pixels.some(({ links }) => links.includes(asset.id))
}
