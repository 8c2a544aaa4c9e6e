import { ASSET_KINDS, type AssetKind } from '../../provider/model/kinds.ts'
import { levelsOf, type Level } from '../../provider/model/levels.ts'

/** What most people hold on a kind: advertiser, and where the kind has no such level its lowest. */
export function usualLevel(kind: AssetKind): Level {
  const levels = levelsOf(kind)
  return levels.find((level) => level === 'advertiser') ?? (levels[0] as Level)
}

/** The same of every kind, as functions and packages write it. */
export const USUAL_LEVELS = Object.fromEntries(ASSET_KINDS.map((kind) => [kind, usualLevel(kind)]))
