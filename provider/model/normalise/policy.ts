import { DEFAULT_POLICY } from '../policy-defaults.ts'
import type { Ceiling, Policy } from '../policy.ts'
import { LIMITS, type LimitsOf, type LimitTable } from '../policy-limits.ts'
import type { Source } from '../read/source.ts'
import type { WrittenPolicy } from '../written/policy.ts'
import { normaliseLevels } from './levels.ts'
import { placed } from './placed.ts'

/** Normalises policy.yaml: the defaults, overridden by what the file says. */
export function normalisePolicy(source: Source, written: WrittenPolicy): Policy {
  const table = Object.entries(written.table).map(([name, one]): [string, Ceiling] => [
    name,
    { businessRoles: one.business_roles, levels: normaliseLevels(one.levels) },
  ])
  return {
    severity: over(DEFAULT_POLICY.severity, written.severity),
    limits: normaliseLimits(LIMITS, written.limits),
    duties: over(DEFAULT_POLICY.duties, written.duties),
    table: new Map([...DEFAULT_POLICY.table, ...table]),
    sharedMailboxes: written.shared_mailboxes ?? DEFAULT_POLICY.sharedMailboxes,
    naming: over(DEFAULT_POLICY.naming, written.naming),
    ...placed(source, []),
  }
}

/** The numbers of a table by name: the file's where it has the key, else the default. */
export function normaliseLimits<T extends LimitTable>(
  table: T,
  written: WrittenPolicy['limits'],
): LimitsOf<T> {
  return Object.fromEntries(
    Object.entries(table).map(([name, limit]) => [name, Number(written[limit.key] ?? limit.default)]),
  ) as LimitsOf<T>
}

function over<T extends object>(defaults: T, given: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...defaults, ...(Object.fromEntries(said) as Partial<T>) }
}
