import { describe, expect, test } from 'vitest'
import type { Change, Held, Subject } from '../../../../provider/plan/change.ts'
import { guardPlan, guardRun } from '../../../../provider/plan/guard/guard.ts'
import type { GuardedPlan, Standing } from '../../../../provider/plan/guard/guarded-plan.ts'
import type { Overrides } from '../../../../provider/plan/guard/limits.ts'
import { verbOf } from '../../../../provider/plan/held.ts'

const AGENCY = '900000000000001'
const ANALYST: Held = { level: 'analyst', tasks: ['ANALYZE'] }
const ADVERTISER: Held = { level: 'advertiser', tasks: ['ADVERTISE', 'ANALYZE'] }
const ADMIN: Held = { level: 'admin', tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] }

function asset(id: string) {
  return { kind: 'ad_account', id, name: id } as const
}

function person(index: number): string {
  return `p${index}@northlight.example`
}

function change(
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
function standing(id: string, people: readonly number[], leaving = false): Standing {
  return {
    asset: asset(id),
    leaving,
    people: Object.fromEntries(people.map((one) => [person(one), ANALYST.tasks])),
  }
}

function plan(more: Partial<GuardedPlan>): GuardedPlan {
  const members = new Set(Array.from({ length: 100 }, (_, index) => person(index)))
  return {
    stack: 'acme',
    changes: [],
    standings: [],
    agencyBusiness: AGENCY,
    self: 'metagrant',
    members,
    domains: ['northlight.example'],
    ...more,
  }
}

function codes(more: Partial<GuardedPlan>, overrides: Overrides = {}): string[] {
  return guardPlan(plan(more), overrides).map(({ code }) => code)
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

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
        leaving: false,
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

describe('a refusal', () => {
  const args = (more: Partial<GuardedPlan>) => guardPlan(plan(more)).map((one) => [one.code, one.args])
  const at = { file: 'access/clients/acme.yaml', line: 7, column: 3 }
  const title = 'ad account act_1 "act_1"'

  test('names the stack, the number, the limit and whom or what it is about', () => {
    const raised = numbers(6).map((one) => change(person(one), ANALYST, ADVERTISER))
    expect(args({ changes: raised })).toEqual([['GUARD_RAISES', { stack: 'acme', count: 6, limit: 5 }]])
    const admin = [change(person(1), ADVERTISER, ADMIN)]
    expect(args({ changes: admin })).toEqual([
      ['GUARD_ADMINS', { stack: 'acme', count: 1, limit: 0, who: person(1) }],
    ])
    const last = {
      changes: [change(person(1), ANALYST, undefined)],
      standings: [standing('act_1', [1]), standing('act_2', [2])],
    }
    expect(args(last)).toEqual([['GUARD_EMPTIED', { stack: 'acme', count: 1, limit: 0, asset: title }]])
    const swapped = [change(person(1), ANALYST, undefined), change(person(2), undefined, ANALYST)]
    expect(args({ changes: swapped, standings: [standing('act_1', [1])] })).toEqual([
      ['GUARD_TEAM_REPLACED', { stack: 'acme', count: 1, limit: 0 }],
    ])
    expect(args({ changes: [change('ivo@other.example', ANALYST, undefined)] })).toEqual([
      ['GUARD_FOREIGN', { who: 'ivo@other.example', asset: title }],
    ])
    expect(args({ changes: [change({ partner: '910001' }, undefined, ANALYST)] })).toEqual([
      ['GUARD_FOREIGN', { who: '910001', asset: title }],
    ])
    expect(args({ changes: [change('metagrant', ANALYST, undefined)] })).toEqual([
      ['GUARD_SELF', { who: 'metagrant', asset: title }],
    ])
    expect(args({ changes: [change('new@northlight.example', undefined, ANALYST)] })).toEqual([
      ['GUARD_NOT_MEMBER', { who: 'new@northlight.example', asset: title }],
    ])
  })

  test('stands at the line that asks for the first of them', () => {
    const changes = [{ ...change(person(1), ADVERTISER, ADMIN), at }]
    expect(guardPlan(plan({ changes })).map(({ address }) => address)).toEqual([at])
    const raised = numbers(6).map((one) => ({ ...change(person(one), ANALYST, ADVERTISER), at }))
    expect(guardPlan(plan({ changes: raised })).map(({ address }) => address)).toEqual([at])
  })

  test('looks at each asset by itself, and at our Business apart from them', () => {
    const business = { kind: 'business', id: 'act_1', name: 'Northlight' } as const
    // The same person stays on a second asset; and an asset's id may be that of something of another kind.
    const changes = [change(person(1), ANALYST, undefined)]
    const two = [standing('act_1', [1, 2]), standing('act_2', [1])]
    expect(args({ changes, standings: two })).toEqual([])
    const other: Standing = {
      asset: { ...business, kind: 'pixel' },
      leaving: false,
      people: { [person(1)]: ['ANALYZE'] },
    }
    expect(args({ changes, standings: [standing('act_1', [1, 2]), other] })).toEqual([])
    // Nobody of our Business is on a client's asset by being there.
    const own: Standing = { asset: business, leaving: false, people: { [person(3)]: ['ADMIN'] } }
    expect(args({ changes, standings: [standing('act_1', [1]), own] }).map(([code]) => code)).toEqual([
      'GUARD_EMPTIED',
    ])
    const onlyOwn = [
      { ...change(person(3), { level: 'employee', tasks: ['EMPLOYEE'] }, undefined), asset: business },
    ]
    const employee: Standing = { asset: business, leaving: false, people: { [person(3)]: ['EMPLOYEE'] } }
    expect(args({ changes: onlyOwn, standings: [employee] })).toEqual([])
  })

  test('of the last admin looks at our Business only, and counts an admin who is new', () => {
    const business = { kind: 'business', id: AGENCY, name: 'Northlight' } as const
    const role = (level: string): Held => ({ level, tasks: [level.toUpperCase()] })
    const own: Standing = {
      asset: business,
      leaving: false,
      people: { [person(1)]: ['ADMIN'], [person(2)]: ['EMPLOYEE'] },
    }
    const out = { ...change(person(1), role('admin'), undefined), asset: business }
    const onAsset: Standing = { ...standing('act_1', []), people: { [person(5)]: ['MANAGE'] } }
    expect(args({ changes: [out], standings: [own, onAsset] })).toEqual([
      ['GUARD_LAST_ADMIN', { stack: 'acme' }],
    ])
    const heir = { ...change(person(2), role('employee'), role('admin')), asset: business }
    expect(codes({ changes: [out, heir], standings: [own] }, { admins: 1 })).toEqual([])
    // An asset whose only admin goes is no lock-out of ours.
    const lowered = change(person(5), ADMIN, ADVERTISER)
    expect(args({ changes: [lowered], standings: [onAsset] })).toEqual([])
  })

  test('is none for an invitation into our Business', () => {
    const business = { kind: 'business', id: AGENCY, name: 'Northlight' } as const
    const invited = {
      ...change('new@northlight.example', undefined, { level: 'employee', tasks: ['EMPLOYEE'] }),
      asset: business,
    }
    expect(args({ stack: 'agency', changes: [invited] })).toEqual([])
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
