import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { factsOf, theAsset } from '../../provider/model/kinds.ts'
import type { Expected } from '../../provider/model/model.ts'
import type { PolicyRule } from '../rule.ts'

const KEYS: readonly (readonly [keyof Expected, string])[] = [
  ['currency', 'currency'],
  ['timezone', 'timezone'],
  ['spendCap', 'spend_cap'],
]

export const spendIsDeclared: PolicyRule = {
  id: 'spend-is-declared',
  title: 'Every ad account declares currency, time zone and spend cap',
  reason: 'A reviewer sees a wrong one here, before the first campaign spends anything.',
  source: ['brief 6'],
  asset: ({ asset }): Finding[] => {
    const missing = KEYS.filter(([key]) => asset.expected[key] === undefined).map(([, name]) => name)
    if (!factsOf(asset.kind).spends || missing.length === 0) return []
    const args = { asset: theAsset(asset), missing: missing.join(', ') }
    return [finding('spend-is-declared', args, asset.at)]
  },
}
