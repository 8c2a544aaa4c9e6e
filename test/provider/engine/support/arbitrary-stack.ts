import * as fc from 'fast-check'
import type { Listing } from '../../../../provider/inventory/inventory.ts'
import type { DesiredAsset, DesiredClient } from '../../../../provider/model/desired.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../../../provider/model/kinds.ts'
import { levelsOf, tasksOf, type Level } from '../../../../provider/model/levels.ts'
import type { ObservedAsset, ObservedMember } from '../../../../provider/model/observed.ts'
import { inputsOf, type AssetInputs, type AssetState } from '../../../../provider/resources/inputs.ts'
import { keptFrom } from '../../../../provider/resources/kept.ts'
import type { MemberInputs, MemberState } from '../../../../provider/resources/member.ts'

/** One asset in all three places that a plan compares: any of them may lack it. */
export type Case = {
  readonly id: string
  /** What the files ask for now. */
  readonly asked: DesiredAsset | undefined
  /** What the last apply left in the state. */
  readonly kept: { readonly inputs: AssetInputs; readonly outputs: AssetState } | undefined
  /** What Meta shows; undefined when the listing lacks it. */
  readonly seen: ObservedAsset | undefined
}

const PRINCIPALS = ['ana', 'ben', 'cy', 'di', 'eve'].map((name) => `${name}@northlight.example`)
const ROLES = ['employee', 'admin', 'finance-editor']
const CLIENT = {
  slug: 'acme',
  business: '100',
  agencyBusiness: '900',
  unmanaged: 'report',
} as const

type Setting = Pick<DesiredClient, 'clientSide' | 'unmanaged'>

/** A client with `assets`; what is common to all of its file comes from `setting`. */
export function clientWith(assets: readonly DesiredAsset[], setting: Setting): DesiredClient {
  return { ...CLIENT, ...setting, assets }
}

export const setting: fc.Arbitrary<Setting> = fc.record({
  clientSide: fc.constantFrom('by-hand', 'by-token'),
  unmanaged: fc.constantFrom('report', 'remove'),
})

/** A case whose asset has the id `id`. */
export function caseOf(id: string, now: Setting): fc.Arbitrary<Case> {
  return fc.constantFrom(...ASSET_KINDS).chain((kind) =>
    fc.record({
      id: fc.constant(id),
      asked: maybe(desired(kind, id)),
      kept: maybe(kept(kind, id, now)),
      seen: maybe(observed(kind)),
    }),
  )
}

/** Our people as Meta shows them: some are members, some invited, some not there. */
export const members: fc.Arbitrary<readonly ObservedMember[]> = fc
  .tuple(...PRINCIPALS.map((principal) => maybe(member(principal))))
  .map((all) => all.flatMap((one) => one ?? []))

/** One of our people in all three places. */
type MemberCase = {
  readonly asked: { readonly email: string; readonly businessRole: string } | undefined
  readonly kept: { readonly inputs: MemberInputs; readonly outputs: MemberState } | undefined
  readonly seen: ObservedMember | undefined
}

export function memberCase(principal: string): fc.Arbitrary<MemberCase> {
  return fc.record({
    asked: maybe(fc.constantFrom(...ROLES).map((businessRole) => ({ email: principal, businessRole }))),
    kept: maybe(keptMember(principal)),
    seen: maybe(member(principal)),
  })
}

function keptMember(principal: string): fc.Arbitrary<NonNullable<MemberCase['kept']>> {
  return fc
    .record({ role: fc.constantFrom(...ROLES), seen: maybe(member(principal)) })
    .map(({ role, seen }) => {
      const inputs: MemberInputs = {
        resource: 'member',
        agencyBusiness: '900',
        agencyName: 'Agency',
        principal,
        systemUser: false,
        role,
      }
      return {
        inputs,
        outputs: { ...inputs, waiting: [], ...(seen === undefined ? {} : { observed: seen }) },
      }
    })
}

function member(principal: string): fc.Arbitrary<ObservedMember> {
  return fc.record({
    principal: fc.constant(principal),
    id: fc.nat().map(String),
    name: fc.constant(principal),
    role: fc.constantFrom(...ROLES),
    pending: fc.boolean(),
    systemUser: fc.constant(false),
  })
}

/** Every kind was listed, but one that Meta refused. */
export const listings: fc.Arbitrary<Readonly<Partial<Record<AssetKind, Listing>>>> = fc
  .constantFrom(...ASSET_KINDS, undefined)
  .map((refused) =>
    Object.fromEntries(
      ASSET_KINDS.map((kind) => [kind, kind === refused ? { unknown: NOT_NOW } : { rows: 9 }]),
    ),
  )

const NOT_NOW = { kind: 'transient', message: 'later' }

function desired(kind: AssetKind, id: string): fc.Arbitrary<DesiredAsset> {
  return fc.record({
    kind: fc.constant(kind),
    id: fc.constant(id),
    name: fc.constantFrom('old name', 'new name'),
    owners: fc.constantFrom(['100'], ['100', '101']),
    share: fc.oneof(
      level(kind).map((one) => ({
        by: 'partner' as const,
        grant: { level: one, tasks: tasksOf(kind, one) },
      })),
      fc.constant({ by: 'direct' as const }),
      fc.constant({ by: 'nobody' as const, because: 'no-level' as const }),
    ),
    people: fc
      .subarray(PRINCIPALS)
      .chain((who) => fc.tuple(...who.map((principal) => level(kind).map((one) => ({ principal, one })))))
      .map((all) =>
        all.map(({ principal, one }) => ({
          principal,
          level: one,
          tasks: tasksOf(kind, one),
          because: [],
          at: undefined,
        })),
      ),
    at: fc.constant(undefined),
  })
}

function kept(kind: AssetKind, id: string, now: Setting): fc.Arbitrary<NonNullable<Case['kept']>> {
  return fc
    .record({
      asset: desired(kind, id),
      setting: fc.oneof(fc.constant(now), setting),
      seen: fc.oneof(observed(kind), fc.constant({ state: 'unknown' as const, kind, reason: NOT_NOW })),
      leaving: maybe(fc.subarray(PRINCIPALS, { minLength: 1 })),
      unknown: maybe(fc.constant('later')),
      refused: maybe(fc.constant(true as const)),
    })
    .map(({ asset, setting: then, seen, leaving, unknown, refused }) => {
      const inputs = inputsOf(clientWith([asset], then), asset)
      const left = leaving?.filter((one) => inputs.people[one] === undefined) ?? []
      return {
        inputs,
        outputs: {
          ...inputs,
          observed: keptFrom(seen),
          waiting: [],
          ...(left.length === 0 ? {} : { leaving: left }),
          ...(unknown === undefined ? {} : { unknown }),
          ...(refused === undefined ? {} : { refused }),
        },
      }
    })
}

function observed(kind: AssetKind): fc.Arbitrary<ObservedAsset> {
  const partner = fc.oneof(
    fc.record({
      state: fc.constant('granted' as const),
      tasks: maybe(level(kind).map((one) => tasksOf(kind, one))),
    }),
    fc.constantFrom(
      { state: 'none' as const },
      { state: 'second-admin' as const },
      { state: 'acceptance' as const },
    ),
  )
  const identity = fc.constantFrom(
    { business: { id: '100' } },
    { business: { id: '101' }, name: 'new name' },
    { business: { id: '200' } },
    { name: 'new name' },
  )
  const present = fc.record({
    identity,
    state: fc.constant('present' as const),
    kind: fc.constant(kind),
    partner,
    people: fc
      .subarray([...PRINCIPALS, '#77'])
      .chain((who) =>
        fc.tuple(
          ...who.map((one) => fc.subarray([...factsOf(kind).tasks]).map((tasks) => [one, tasks] as const)),
        ),
      )
      .map((all) => Object.fromEntries(all)),
    writable: fc.boolean(),
  })
  const absent = fc.record({
    state: fc.constant('absent' as const),
    kind: fc.constant(kind),
    partner,
    identity,
  })
  const unknown = fc.constant({ state: 'unknown' as const, kind, reason: NOT_NOW })
  return fc.oneof({ weight: 6, arbitrary: present }, absent, unknown)
}

function level(kind: AssetKind): fc.Arbitrary<Level> {
  return fc.constantFrom(...levelsOf(kind))
}

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 3 })
}
