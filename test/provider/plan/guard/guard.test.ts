import { describe, expect, test } from 'vitest'
import type { Change, Held } from '../../../../provider/plan/change.ts'
import { guardPlan, guardRun } from '../../../../provider/plan/guard/guard.ts'
import type { Standing } from '../../../../provider/plan/guard/guard-input.ts'
import type { Overrides } from '../../../../provider/plan/guard/limits.ts'
import {
  ADMIN,
  ADVERTISER,
  AGENCY,
  ANALYST,
  change,
  codes,
  numbers,
  person,
  plan,
  standing,
} from './support.ts'

describe('guardPlan', () => {
  test('lets a plan without changes pass, and one of ordinary size', () => {
    expect(codes({})).toEqual([])
    expect(
      codes({ changes: [change(person(1), undefined, ADVERTISER)], standings: [standing('act_1', [2])] }),
    ).toEqual([])
  })

  describe('raises', () => {
    const raise = (count: number) => numbers(count).map((one) => change(person(one), ANALYST, ADVERTISER))
    test.each([
      [5, {}, []],
      [6, {}, ['GUARD_RAISES']],
      [6, { raises: 6 }, []],
      [6, { raises: 7 }, ['GUARD_RAISES']],
      [7, { raises: 6 }, ['GUARD_RAISES']],
    ])('of %i people with %o: %o', (count, overrides, expected) => {
      expect(codes({ changes: raise(count) }, overrides)).toEqual(expected)
    })
    test('count people, not assets', () => {
      const changes = numbers(20).map((one) => change(person(1), ANALYST, ADVERTISER, `act_${one}`))
      expect(codes({ changes })).toEqual([])
    })
  })

  describe('control', () => {
    test.each([
      [change(person(1), ADVERTISER, ADMIN), {}, ['GUARD_ADMINS']],
      [change(person(1), undefined, ADMIN), {}, ['GUARD_ADMINS']],
      [change(person(1), ADVERTISER, ADMIN), { admins: 1 }, []],
      [change(person(1), ADVERTISER, ADMIN), { admins: 2 }, ['GUARD_ADMINS']],
      [change(person(1), ADMIN, ADVERTISER), {}, []],
      [change(person(1), ADMIN, { level: 'admin', tasks: ['MANAGE'] }), {}, []],
    ])('given or kept %#', (one, overrides, expected) => {
      expect(codes({ changes: [one], standings: [standing('act_1', [1, 2])] }, overrides)).toEqual(expected)
    })
  })

  describe('removals', () => {
    const revoke = (count: number) => numbers(count).map((one) => change(person(one), ANALYST, undefined))
    test.each([
      // total, removed, override, expected
      [9, 8, {}, []],
      [10, 2, {}, []],
      [10, 3, {}, ['GUARD_REMOVALS']],
      [10, 3, { removals: 3 }, []],
      [10, 3, { removals: 4 }, ['GUARD_REMOVALS']],
      [80, 20, {}, []],
      [80, 21, {}, ['GUARD_REMOVALS']],
      [100, 21, {}, ['GUARD_REMOVALS']],
      [100, 20, {}, []],
    ])('%i grants, %i of them taken away, with %o: %o', (total, removed, overrides, expected) => {
      const standings = [standing('act_1', numbers(total))]
      expect(codes({ changes: revoke(removed), standings }, overrides)).toEqual(expected)
    })
    test('name the number, the limit and the override', () => {
      const [finding] = guardPlan(plan({ changes: revoke(3), standings: [standing('act_1', numbers(10))] }))
      expect(finding?.args).toEqual({ stack: 'acme', count: 3, total: 10, limit: 2 })
    })
  })

  describe('assets', () => {
    const last = [change(person(1), ANALYST, undefined)]
    test('keep somebody of ours', () => {
      const standings = [standing('act_1', [1]), standing('act_2', [2])]
      expect(codes({ changes: last, standings })).toEqual(['GUARD_EMPTIED'])
      expect(codes({ changes: last, standings }, { emptied: 1 })).toEqual([])
    })
    test('that leave the files may be empty, and so may those that were', () => {
      expect(
        codes({ changes: last, standings: [standing('act_1', [1], true), standing('act_2', [2])] }),
      ).toEqual([])
      expect(codes({ standings: [standing('act_1', [])] })).toEqual([])
    })
  })

  describe('teams', () => {
    const swap = (from: readonly number[], to: readonly number[]) => [
      ...from.map((one) => change(person(one), ANALYST, undefined)),
      ...to.map((one) => change(person(one), undefined, ANALYST)),
    ]
    test('are not replaced as a whole', () => {
      const standings = [standing('act_1', [1, 2])]
      expect(codes({ changes: swap([1, 2], [3]), standings })).toEqual(['GUARD_TEAM_REPLACED'])
      expect(codes({ changes: swap([1, 2], [3]), standings }, { replaced: 2 })).toEqual([])
      expect(codes({ changes: swap([1], [3]), standings })).toEqual([])
    })
    test('that start or end are not replaced', () => {
      expect(codes({ changes: swap([], [3]), standings: [standing('act_1', [])] })).toEqual([])
      expect(codes({ changes: swap([1], []), standings: [standing('act_1', [1], true)] })).toEqual([])
    })
  })

  describe('our own Business', () => {
    const business = { kind: 'business', id: AGENCY, name: 'Northlight' } as const
    const role = (level: string): Held => ({ level, tasks: [level.toUpperCase()] })
    const demote = (who: string, after: Held | undefined): Change => ({
      ...change(who, role('admin'), after),
      asset: business,
    })
    const standings = (admins: readonly number[], others: readonly number[]): Standing[] => [
      {
        asset: business,
        dropped: false,
        people: Object.fromEntries([
          ...admins.map((one) => [person(one), ['ADMIN']] as const),
          ...others.map((one) => [person(one), ['EMPLOYEE']] as const),
        ]),
      },
    ]
    test('keeps an admin, whatever anybody allows', () => {
      const changes = [demote(person(1), undefined)]
      expect(codes({ changes, standings: standings([1], [2]) })).toEqual(['GUARD_LAST_ADMIN'])
      expect(codes({ changes, standings: standings([1], [2]) }, { admins: 1, removals: 1 })).toEqual([
        'GUARD_LAST_ADMIN',
      ])
      expect(
        codes({ changes: [demote(person(1), role('employee'))], standings: standings([1], []) }),
      ).toEqual(['GUARD_LAST_ADMIN'])
      expect(codes({ changes, standings: standings([1, 3], [2]) })).toEqual([])
    })
  })

  describe('what is not ours', () => {
    test.each([
      ['GUARD_FOREIGN', change({ partner: '910001' }, undefined, ADVERTISER)],
      ['GUARD_FOREIGN', change('ivo@other.example', ANALYST, undefined)],
      ['GUARD_SELF', change('metagrant', ANALYST, undefined)],
      ['GUARD_NOT_MEMBER', change('new@northlight.example', undefined, ANALYST)],
    ])('is refused as %s without an override', (code, one) => {
      const all: Overrides = { admins: 1, raises: 1, removals: 1, emptied: 1, replaced: 1, clients: 1 }
      expect(codes({ changes: [one] }, all)).toContain(code)
    })
    test('our own share and a leaver who is no member any more are ours to change', () => {
      expect(codes({ changes: [change({ partner: AGENCY }, undefined, ADVERTISER)] })).toEqual([])
      const gone = change('left@northlight.example', ANALYST, undefined)
      expect(codes({ changes: [gone], standings: [standing('act_1', [1])] })).toEqual([])
    })
  })
})

describe('guardRun', () => {
  const changed = plan({ changes: [change(person(1), undefined, ANALYST)] })
  test.each([
    [10, {}, []],
    [11, {}, ['GUARD_CLIENTS']],
    [11, { clients: 11 }, []],
    [11, { clients: 12 }, ['GUARD_CLIENTS']],
  ])('of %i clients with changes and %o: %o', (count, overrides, expected) => {
    const quiet = numbers(50).map(() => plan({}))
    const plans = [...quiet, ...numbers(count).map(() => changed)]
    expect(guardRun(plans, overrides).map(({ code }) => code)).toEqual(expected)
  })

  test('names the number and the limit, and counts clients only', () => {
    const business = { kind: 'business', id: AGENCY, name: 'Northlight' } as const
    const agency = plan({ changes: [{ ...change(person(1), undefined, ANALYST), asset: business }] })
    const plans = [agency, ...numbers(11).map(() => changed)]
    expect(guardRun(plans).map(({ args }) => args)).toEqual([{ count: 11, limit: 10 }])
  })
})
