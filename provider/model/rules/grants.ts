import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import { claimsOn, type Claim } from '../claims.ts'
import { atMost } from '../levels.ts'
import type { Asset, Model } from '../model.ts'
import type { Moment } from '../moment.ts'

/**
 * Nobody has more on an asset than the level asked of the client: Meta accepts an assignment only within our partner
 * grant (FACT, graph-api 8). Neither a direct share
 * nor an asset of our own Business has such a limit.
 */
export function peopleFitThePartnerLevel(model: Model, today: Moment): Finding[] {
  return model.clients
    .filter(({ directShare }) => directShare === undefined)
    .flatMap((client) =>
      client.assets.flatMap((asset) => tooHighOn(asset, claimsOn(model, client, asset, today))),
    )
}

/** One finding a level: one higher level of the asset is the fix for everybody who has it. */
function tooHighOn({ kind, id, partner, owner }: Asset, claims: readonly Claim[]): Finding[] {
  if (partner === undefined || owner === 'agency') return []
  const tooHigh = claims.filter(({ level }) => !atMost(kind, level, partner))
  return [...Map.groupBy(tooHigh, ({ level }) => level)].map(([level, own]) => {
    const who = listed([...new Set(own.map(({ principal }) => principal))])
    return finding('LEVEL_ABOVE_PARTNER', { who, level, asset: id, partner }, own[0]?.at)
  })
}
