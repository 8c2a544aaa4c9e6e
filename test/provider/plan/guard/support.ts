import type { Change, Held, Subject } from '../../../../provider/plan/change.ts'
import { NOTHING_ANNOUNCED } from '../../../../provider/plan/guard/announced.ts'
import { guardPlan } from '../../../../provider/plan/guard/guard.ts'
import type { GuardInput, Standing } from '../../../../provider/plan/guard/guard-input.ts'
import type { Overrides } from '../../../../provider/plan/guard/limits.ts'
import { verbOf } from '../../../../provider/plan/held.ts'

export const AGENCY = '900000000000001'
export const ANALYST: Held = { level: 'analyst', tasks: ['ANALYZE'] }
export const ADVERTISER: Held = { level: 'advertiser', tasks: ['ADVERTISE', 'ANALYZE'] }
export const ADMIN: Held = { level: 'admin', tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] }

function asset(id: string) {
  return { kind: 'ad_account', id, name: id } as const
}

export function person(index: number): string {
  return `p${index}@northlight.example`
}

export function change(
  who: Subject | string,
  before: Held | undefined,
  after: Held | undefined,
  id = 'act_1',
): Change {
  const subject = typeof who === 'string' ? { principal: who } : who
  return {
    verb: verbOf('ad_account', before?.tasks, after?.tasks),
    asset: asset(id),
    subject,
    before,
    after,
    because: [],
  }
}

/** Standings of one asset per entry: `people` numbers of our people on it, all analysts. */
export function standing(id: string, people: readonly number[], dropped = false): Standing {
  return {
    asset: asset(id),
    dropped,
    people: Object.fromEntries(people.map((one) => [person(one), ANALYST.tasks])),
  }
}

export function plan(more: Partial<GuardInput>): GuardInput {
  const members = new Set(Array.from({ length: 100 }, (_, index) => person(index)))
  return {
    stack: 'acme',
    changes: [],
    standings: [],
    agencyBusiness: AGENCY,
    self: 'metagrant',
    members,
    domains: ['northlight.example'],
    announced: NOTHING_ANNOUNCED,
    later: [],
    moved: [],
    ...more,
  }
}

export function codes(more: Partial<GuardInput>, overrides: Overrides = {}): string[] {
  return guardPlan(plan(more), overrides).map(({ code }) => code)
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
