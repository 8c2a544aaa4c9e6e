import type { RuleId } from '../findings/codes/policy.ts'

/** A number that limits something in a policy rule. */
export type Limit = {
  /** Its key under `limits` in access/policy.yaml. */
  readonly key: string
  /** What it limits, for editors. */
  readonly title: string
  /** The number of an agency that sets none. */
  readonly default: number
  /** Which number allows more: a greater one for a maximum, a smaller one for a minimum. */
  readonly looser: 'more' | 'less'
  /** The rule that applies it. */
  readonly rule: RuleId
}

/** Limits by their names in code. */
export type LimitTable = Readonly<Record<string, Limit>>

/** Every limit of access/policy.yaml. Source of the numbers: decisions "Limits and what they come from". */
export const LIMITS = {
  adminExceptionDays: {
    key: 'admin_exception_days',
    title: 'The most days that an exception to admin may last',
    default: 14,
    looser: 'more',
    rule: 'admin-exception-is-short',
  },
  exceptionDays: {
    key: 'exception_days',
    title: 'The most days that another exception may last',
    default: 90,
    looser: 'more',
    rule: 'exception-is-short',
  },
  directShareDays: {
    key: 'direct_share_days',
    title: 'The most days that a direct share may last',
    default: 30,
    looser: 'more',
    rule: 'direct-share-is-short',
  },
  adminsPerAsset: {
    key: 'admins_per_asset',
    title: 'The most people who may be admin of an asset',
    default: 2,
    looser: 'more',
    rule: 'few-admins',
  },
  reviewDays: {
    key: 'review_days',
    title: 'The most days from one review to the next',
    default: 92,
    looser: 'more',
    rule: 'review-is-recent',
  },
} as const satisfies LimitTable

/** A number for each limit of a table. */
export type LimitsOf<T extends LimitTable> = { readonly [K in keyof T]: number }

/** The limits in force, in days; `adminsPerAsset` counts people. */
export type Limits = LimitsOf<typeof LIMITS>

export function defaultLimits<T extends LimitTable>(table: T): LimitsOf<T> {
  return Object.fromEntries(
    Object.entries(table).map(([name, limit]) => [name, limit.default]),
  ) as LimitsOf<T>
}

/** Whether a number allows what the default refuses. */
export function isLooser({ looser, default: before }: Limit, own: number): boolean {
  return looser === 'more' ? own > before : own < before
}
