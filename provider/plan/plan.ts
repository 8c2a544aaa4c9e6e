import type { Address } from '../findings/finding.ts'
import { byKindAndId, compareText } from '../model/order.ts'
import type { AssetRef, Change, Comparison, Later, Refusal, Unmanaged, Waiting } from './change.ts'
import { digestOf } from './digest.ts'
import { movesToApprove, type Move } from './move.ts'

const PLAN_VERSION = 1

/** Everything that the next apply of one stack would do, as a value; renderers only read it. */
export type Plan = {
  readonly version: typeof PLAN_VERSION
  /** The client's slug, or "agency". */
  readonly stack: string
  readonly changes: readonly Change[]
  /** Assets that come from another client's stack or go to one. The digest has those that come. */
  readonly moves: readonly Move[]
  /** Changes that wait for something. The digest has them like the changes, so that they keep it when they can be made. */
  readonly later: readonly Later[]
  /** What is pending: a person must act. Apply skips it and does not fail. */
  readonly waiting: readonly Waiting[]
  readonly unmanaged: readonly Unmanaged[]
  readonly unknown: readonly {
    readonly asset: AssetRef
    readonly message: string
    readonly at: Address | undefined
  }[]
  /** Assets of the file over which it has no say, by what Meta shows of them. */
  readonly refused: readonly {
    readonly asset: AssetRef
    readonly because: Refusal
    readonly at: Address | undefined
  }[]
  /** Resources that apply only records in the state: their access is already as the files ask. */
  readonly recorded: number
  readonly digest: string
}

/** Whether a part of these plans could not be read, so that nobody knows whether it is in order. */
export function hasUnread(plans: readonly Pick<Plan, 'unknown'>[]): boolean {
  return plans.some(({ unknown }) => unknown.length > 0)
}

/** One resource's part of a plan. */
export type PlanPart = {
  readonly asset: AssetRef
  readonly comparison: Comparison
  readonly recorded: boolean
  /** The line that lists it; undefined for a dropped one. */
  readonly at: Address | undefined
}

/** Joins the parts of a stack in an order that does not depend on the engine's. */
export function planFrom(stack: string, parts: readonly PlanPart[]): Plan {
  const sorted = parts.toSorted(
    (a, b) => byKindAndId(a.asset, b.asset) || compareText(holderOf(a), holderOf(b)),
  )
  const changes = sorted.flatMap(({ comparison }) => comparison.changes)
  const later = sorted.flatMap(({ comparison }) => comparison.later)
  return {
    version: PLAN_VERSION,
    stack,
    changes,
    moves: [],
    later,
    waiting: sorted.flatMap(({ comparison }) => comparison.waiting),
    unmanaged: sorted.flatMap(({ comparison }) => comparison.unmanaged),
    unknown: sorted.flatMap(({ asset, at, comparison: { unknown } }) =>
      unknown === undefined ? [] : [{ asset, message: unknown, at }],
    ),
    refused: sorted.flatMap(({ asset, at, comparison: { refused } }) =>
      refused === undefined ? [] : [{ asset, because: refused, at }],
    ),
    recorded: parts.filter(({ recorded }) => recorded).length,
    digest: digestOf(stack, [...changes, ...later]),
  }
}

/** The plan with its moves. */
export function withMovesIn(plan: Plan, moves: readonly Move[]): Plan {
  if (moves.length === 0) return plan
  const sorted = moves.toSorted((a, b) => byKindAndId(a.asset, b.asset))
  const { stack, changes, later } = plan
  const digest = digestOf(stack, [...changes, ...later], movesToApprove(stack, sorted))
  return { ...plan, moves: sorted, digest }
}

/** Orders our own members: they are all parts of one Business and differ only by subject. */
function holderOf({ comparison: { changes, waiting } }: PlanPart): string {
  const subject = (changes[0] ?? waiting[0])?.subject
  if (subject === undefined) return ''
  return 'principal' in subject ? subject.principal : subject.partner
}
