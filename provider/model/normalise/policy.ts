import { DEFAULT_POLICY } from '../policy-defaults.ts'
import type { Ceiling, Limits, Policy } from '../policy.ts'
import type { Source } from '../read/source.ts'
import type { WrittenPolicy } from '../written/policy.ts'
import { normaliseLevels } from './levels.ts'
import { placed } from './placed.ts'

/** The key of each limit in policy.yaml. */
export const LIMIT_KEYS = {
  adminExceptionDays: 'admin_exception_days',
  exceptionDays: 'exception_days',
  directShareDays: 'direct_share_days',
  adminsPerAsset: 'admins_per_asset',
  reviewDays: 'review_days',
} as const satisfies Record<keyof Limits, keyof WrittenPolicy['limits']>

/** policy.yaml as used: the defaults, with what the file says laid over them. */
export function normalisePolicy(source: Source, written: WrittenPolicy): Policy {
  const table = Object.entries(written.table).map(([name, one]): [string, Ceiling] => [
    name,
    { businessRoles: one.business_roles, levels: normaliseLevels(one.levels) },
  ])
  return {
    severity: over(DEFAULT_POLICY.severity, written.severity),
    limits: over(DEFAULT_POLICY.limits, limitsOf(written.limits)),
    duties: over(DEFAULT_POLICY.duties, written.duties),
    table: new Map([...DEFAULT_POLICY.table, ...table]),
    sharedMailboxes: written.shared_mailboxes ?? DEFAULT_POLICY.sharedMailboxes,
    naming: over(DEFAULT_POLICY.naming, written.naming),
    ...placed(source, []),
  }
}

function limitsOf(written: WrittenPolicy['limits']): Partial<Limits> {
  return Object.fromEntries(
    Object.entries(LIMIT_KEYS).flatMap(([key, name]) => {
      const value = written[name]
      return value === undefined ? [] : [[key, Number(value)]]
    }),
  )
}

function over<T extends object>(defaults: T, given: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...defaults, ...(Object.fromEntries(said) as Partial<T>) }
}
