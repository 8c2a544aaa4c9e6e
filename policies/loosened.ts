import { finding } from '../provider/findings/catalogue.ts'
import type { Finding } from '../provider/findings/finding.ts'
import { listed } from '../provider/findings/phrases.ts'
import { ASSET_KINDS } from '../provider/model/kinds.ts'
import { atMost } from '../provider/model/levels.ts'
import { DEFAULT_POLICY } from '../provider/model/policy-defaults.ts'
import {
  isLooser,
  LIMITS,
  type Limit,
  type LimitsOf,
  type LimitTable,
} from '../provider/model/policy-limits.ts'
import type { Ceiling, Policy } from '../provider/model/policy.ts'
import { ENFORCEMENTS } from '../provider/model/written/policy.ts'
import type { RuleId } from '../provider/findings/codes/policy.ts'

type Loosened = { readonly key: string; readonly value: string; readonly default: string }

/** One finding for each line of access/policy.yaml that allows what a mandatory default refuses. */
export function loosenedIn(policy: Policy): Finding[] {
  return [
    ...severities(policy),
    ...loosenedLimits(LIMITS, policy.limits),
    ...duties(policy),
    ...table(policy),
    ...mailboxes(policy),
  ].map((one) => finding('policy-loosened', one, policy.places?.[one.key] ?? policy.at))
}

function severities({ severity }: Policy): Loosened[] {
  return (Object.keys(severity) as RuleId[])
    .filter((id) => DEFAULT_POLICY.severity[id] === 'mandatory')
    .filter((id) => ENFORCEMENTS.indexOf(severity[id]) < ENFORCEMENTS.indexOf('mandatory'))
    .map((id) => ({ key: `severity.${id}`, value: severity[id], default: 'mandatory' }))
}

/** A limit of an advisory rule only changes an advice, so it may be any number. */
export function loosenedLimits<T extends LimitTable>(table: T, own: LimitsOf<T>): Loosened[] {
  return Object.entries<Limit>(table).flatMap(([name, limit]) => {
    const value = own[name as keyof T]
    if (DEFAULT_POLICY.severity[limit.rule] !== 'mandatory' || !isLooser(limit, value)) return []
    return [{ key: `limits.${limit.key}`, value: String(value), default: String(limit.default) }]
  })
}

/** A function taken out of a duty escapes the duty's rules; one added to billing may have a finance role. */
function duties({ duties: own }: Policy): Loosened[] {
  return (Object.keys(DEFAULT_POLICY.duties) as (keyof Policy['duties'])[])
    .filter(
      (duty) =>
        lacks(own[duty], DEFAULT_POLICY.duties[duty]) ||
        (duty === 'billing' && lacks(DEFAULT_POLICY.duties[duty], own[duty])),
    )
    .map((duty) => ({
      key: `duties.${duty}`,
      value: listed(own[duty]),
      default: listed(DEFAULT_POLICY.duties[duty]),
    }))
}

function table({ table: own }: Policy): Loosened[] {
  return [...own]
    .filter(([name, ceiling]) => isWider(ceiling, DEFAULT_POLICY.table.get(name)))
    .map(([name]) => ({
      key: `table.${name}`,
      value: 'more',
      default: DEFAULT_POLICY.table.has(name) ? 'less' : 'no such function',
    }))
}

function isWider({ businessRoles, levels }: Ceiling, before: Ceiling | undefined): boolean {
  if (before === undefined || lacks(before.businessRoles, businessRoles)) return true
  return ASSET_KINDS.some((kind) => {
    const [level, most] = [levels[kind], before.levels[kind]]
    return level !== undefined && (most === undefined || !atMost(kind, level, most))
  })
}

function mailboxes({ sharedMailboxes }: Policy): Loosened[] {
  const missing = DEFAULT_POLICY.sharedMailboxes.filter((name) => !sharedMailboxes.includes(name))
  if (missing.length === 0) return []
  return [{ key: 'shared_mailboxes', value: `without ${listed(missing)}`, default: 'with them' }]
}

function lacks(names: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((name) => !names.includes(name))
}
