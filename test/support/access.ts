import * as fc from 'fast-check'
import type { DesiredAsset, DesiredPerson } from '../../provider/model/desired.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../provider/model/kinds.ts'
import { levelsOf, tasksOf } from '../../provider/model/levels.ts'
import type { ObservedAsset, ObservedMember, ObservedPartner } from '../../provider/model/observed.ts'
import { closure } from '../../provider/model/tasks.ts'
import type { Surroundings } from '../../provider/plan/surroundings.ts'

// Builders and generators of desired and observed access, for the tests of everything that compares the two.

export const AGENCY = '900000000000001'
export const CLIENT = '100000000000001'
const PEOPLE = ['ana@northlight.example', 'ben@northlight.example', 'chloe@northlight.example', 'conversions']
export const SELF = 'metagrant'

export function member(principal: string, more: Partial<ObservedMember> = {}): ObservedMember {
  return {
    principal,
    id: `id-${principal}`,
    name: principal,
    role: 'employee',
    pending: false,
    systemUser: false,
    ...more,
  }
}

export function surroundings(more: Partial<Surroundings> = {}): Surroundings {
  const members = new Map([...PEOPLE, SELF].map((principal) => [principal, member(principal)]))
  return {
    agencyBusiness: AGENCY,
    clientSide: 'by-hand',
    unmanaged: 'report',
    members,
    self: SELF,
    managed: [],
    ...more,
  }
}

function person(kind: AssetKind, principal: string, level: string): DesiredPerson {
  return {
    principal,
    level,
    tasks: tasksOf(kind, level as never),
    because: [{ function: 'media-buyer' }],
    at: undefined,
  }
}

export function desired(
  kind: AssetKind,
  people: Readonly<Record<string, string>>,
  more: Partial<DesiredAsset> = {},
): DesiredAsset {
  const partner = levelsOf(kind).at(-1) ?? 'advertiser'
  return {
    kind,
    id: kind === 'ad_account' ? 'act_1001' : '1001',
    name: 'ACME | FR',
    owners: [CLIENT],
    share: { by: 'partner', grant: { level: partner, tasks: tasksOf(kind, partner) } },
    people: Object.entries(people).map(([principal, level]) => person(kind, principal, level)),
    at: undefined,
    ...more,
  }
}

/** The asset as Meta shows it: the partner at its highest level, and people with the tasks that Meta adds. */
export function present(
  kind: AssetKind,
  people: Readonly<Record<string, readonly string[]>>,
  partner?: ObservedPartner,
): ObservedAsset {
  const highest = levelsOf(kind).at(-1) ?? 'advertiser'
  return {
    state: 'present',
    kind,
    partner: partner ?? { state: 'granted', tasks: closure(kind, tasksOf(kind, highest)) },
    people,
    writable: true,
  }
}

const anyKind = fc.constantFrom(...ASSET_KINDS)

/** A kind with desired and observed people of ours in any state, by levels or by loose tasks. */
export const anyCase = anyKind.chain((kind) => {
  const level = fc.constantFrom(...levelsOf(kind))
  const tasks = fc.oneof(
    level.map((one) => closure(kind, tasksOf(kind, one))),
    fc.uniqueArray(fc.constantFrom(...factsOf(kind).tasks), { minLength: 1 }),
  )
  const principal = fc.constantFrom(...PEOPLE)
  return fc.record({
    desired: fc.dictionary(principal, level).map((people) => desired(kind, people)),
    observed: fc
      .dictionary(fc.constantFrom(...PEOPLE, SELF, '#77'), tasks)
      .map((people) => present(kind, people)),
    around: fc
      .record({
        clientSide: fc.constantFrom('by-hand' as const, 'by-token' as const),
        unmanaged: fc.constantFrom('report' as const, 'remove' as const),
        managed: fc.subarray(PEOPLE),
      })
      .map((more) => surroundings(more)),
  })
})
