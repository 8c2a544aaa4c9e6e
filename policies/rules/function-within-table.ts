import { finding } from '../../provider/findings/catalogue.ts'
import type { Address, Finding } from '../../provider/findings/finding.ts'
import { listed } from '../../provider/findings/phrases.ts'
import { ASSET_KINDS, oneOfKind, type AssetKind } from '../../provider/model/kinds.ts'
import { atMost, type Level } from '../../provider/model/levels.ts'
import type { TeamFunction } from '../../provider/model/model.ts'
import { placeOf } from '../../provider/model/place.ts'
import type { Ceiling } from '../../provider/model/policy.ts'
import type { PolicyRule } from '../rule.ts'

export const functionWithinTable: PolicyRule = {
  id: 'function-within-table',
  title: 'No function gives more than the table of functions allows',
  reason: 'One line in functions.yaml raises everybody who has the function, at every client.',
  source: ['brief 5.1'],
  agency: ({ model }) =>
    [...model.functions.values()].flatMap((one) => {
      const ceiling = model.policy.table.get(one.name)
      return ceiling === undefined
        ? [refused(one, 'anything', 'no such function', one.at)]
        : [...roleFindings(one, ceiling), ...ASSET_KINDS.flatMap((kind) => levelFindings(one, ceiling, kind))]
    }),
}

function roleFindings(one: TeamFunction, { businessRoles }: Ceiling): Finding[] {
  const roles = [
    [one.businessRole, 'business_role'] as const,
    ...one.businessRoleOptions.map((role) => [role, 'business_role_options'] as const),
  ]
  return roles
    .filter(([role]) => !businessRoles.includes(role))
    .map(([role, key]) => refused(one, `the role "${role}"`, listed(businessRoles), placeOf(one, key)))
}

function levelFindings(one: TeamFunction, ceiling: Ceiling, kind: AssetKind): Finding[] {
  const most = ceiling.levels[kind]
  const given: readonly (readonly [Level | undefined, string])[] = [
    [one.levels[kind], `levels.${kind}`],
    [one.options[kind], `options.${kind}`],
  ]
  return given.flatMap(([level, key]) => {
    if (level === undefined || (most !== undefined && atMost(kind, level, most))) return []
    return [refused(one, `"${level}" on ${oneOfKind(kind)}`, most ?? 'none', placeOf(one, key))]
  })
}

function refused(one: TeamFunction, given: string, allowed: string, at: Address): Finding {
  return finding('function-within-table', { function: one.name, given, allowed }, at)
}
