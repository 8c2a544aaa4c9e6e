import type { Address } from '../findings/finding.ts'
import { byKindAndId, compareText } from '../model/order.ts'
import type { AssetRef, Change, Comparison, Unmanaged, Waiting } from './change.ts'
import { digestOf } from './digest.ts'

const PLAN_VERSION = 1

/** All that the next apply of one stack would do, as a value; renderers only read it. */
export type Plan = {
  readonly version: typeof PLAN_VERSION
  /** The client's slug, or "agency". */
  readonly stack: string
  readonly changes: readonly Change[]
  /** What waits for a person; apply neither does it nor fails by it. */
  readonly waiting: readonly Waiting[]
  readonly unmanaged: readonly Unmanaged[]
  readonly unknown: readonly {
    readonly asset: AssetRef
    readonly message: string
    readonly at: Address | undefined
  }[]
  /** Resources that the engine writes down without changing anything at Meta: access found as the files ask for it. */
  readonly recorded: number
  readonly digest: string
}

/** One resource's part of a plan. */
export type PlanPart = {
  readonly asset: AssetRef
  readonly comparison: Comparison
  readonly recorded: boolean
  /** The line that lists it; undefined when no file does any more. */
  readonly at: Address | undefined
}

/** The parts of a stack, put together in an order that does not depend on the engine's. */
export function planFrom(stack: string, parts: readonly PlanPart[]): Plan {
  const sorted = parts.toSorted(
    (a, b) => byKindAndId(a.asset, b.asset) || compareText(holderOf(a), holderOf(b)),
  )
  const changes = sorted.flatMap(({ comparison }) => comparison.changes)
  return {
    version: PLAN_VERSION,
    stack,
    changes,
    waiting: sorted.flatMap(({ comparison }) => comparison.waiting),
    unmanaged: sorted.flatMap(({ comparison }) => comparison.unmanaged),
    unknown: sorted.flatMap(({ asset, at, comparison: { unknown } }) =>
      unknown === undefined ? [] : [{ asset, message: unknown, at }],
    ),
    recorded: parts.filter(({ recorded }) => recorded).length,
    digest: digestOf(stack, changes),
  }
}

/** Our own members are all parts of one Business: whom a part is about tells them apart. */
function holderOf({ comparison: { changes, waiting } }: PlanPart): string {
  const subject = (changes[0] ?? waiting[0])?.subject
  if (subject === undefined) return ''
  return 'principal' in subject ? subject.principal : subject.partner
}
