import { describe, expect, test } from 'vitest'
import type { Held } from '../../../../provider/plan/change.ts'
import { guardPlan } from '../../../../provider/plan/guard/guard.ts'
import type { GuardInput, Standing } from '../../../../provider/plan/guard/guard-input.ts'
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

describe('a refusal', () => {
  const args = (more: Partial<GuardInput>) => guardPlan(plan(more)).map((one) => [one.code, one.args])
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
      dropped: false,
      people: { [person(1)]: ['ANALYZE'] },
    }
    expect(args({ changes, standings: [standing('act_1', [1, 2]), other] })).toEqual([])
    // Nobody of our Business is on a client's asset by being there.
    const own: Standing = { asset: business, dropped: false, people: { [person(3)]: ['ADMIN'] } }
    expect(args({ changes, standings: [standing('act_1', [1]), own] }).map(([code]) => code)).toEqual([
      'GUARD_EMPTIED',
    ])
    const onlyOwn = [
      { ...change(person(3), { level: 'employee', tasks: ['EMPLOYEE'] }, undefined), asset: business },
    ]
    const employee: Standing = { asset: business, dropped: false, people: { [person(3)]: ['EMPLOYEE'] } }
    expect(args({ changes: onlyOwn, standings: [employee] })).toEqual([])
  })

  test('of the last admin looks at our Business only, and counts no admin whom the plan makes', () => {
    const business = { kind: 'business', id: AGENCY, name: 'Northlight' } as const
    const role = (level: string): Held => ({ level, tasks: [level.toUpperCase()] })
    const own: Standing = {
      asset: business,
      dropped: false,
      people: { [person(1)]: ['ADMIN'], [person(2)]: ['EMPLOYEE'] },
    }
    const out = { ...change(person(1), role('admin'), undefined), asset: business }
    const onAsset: Standing = { ...standing('act_1', []), people: { [person(5)]: ['MANAGE'] } }
    expect(args({ changes: [out], standings: [own, onAsset] })).toEqual([
      ['GUARD_LAST_ADMIN', { stack: 'acme' }],
    ])
    const heir = { ...change(person(2), role('employee'), role('admin')), asset: business }
    // An heir of the same plan may still be refused, or never accept: only an admin of now counts.
    expect(codes({ changes: [out, heir], standings: [own] }, { admins: 1 })).toEqual(['GUARD_LAST_ADMIN'])
    const two = { ...own, people: { ...own.people, [person(3)]: ['ADMIN'] } }
    expect(codes({ changes: [out], standings: [two] })).toEqual([])
    // An asset whose only admin goes is no lock-out of ours.
    const lowered = change(person(5), ADMIN, ADVERTISER)
    expect(args({ changes: [lowered], standings: [onAsset] })).toEqual([])
  })

  test('counts only who goes, and who gains control once', () => {
    const gone = (count: number) => numbers(count).map((one) => change(person(one), ANALYST, undefined))
    const lowered = [change(person(8), ADVERTISER, ANALYST), change(person(9), ADVERTISER, ANALYST)]
    const standings = [standing('act_1', numbers(12))]
    expect(args({ changes: [...gone(3), ...lowered], standings })).toEqual([])
    expect(args({ changes: [...gone(4), ...lowered], standings })).toEqual([
      ['GUARD_REMOVALS', { stack: 'acme', count: 4, total: 12, limit: 3 }],
    ])
    const gains = (who: number, asset: string) => change(person(who), ADVERTISER, ADMIN, asset)
    const three = [gains(1, 'act_1'), gains(1, 'act_2'), gains(2, 'act_1')]
    expect(args({ changes: three })).toEqual([
      ['GUARD_ADMINS', { stack: 'acme', count: 2, limit: 0, who: person(1) }],
    ])
    // Whoever had control before gains none.
    expect(args({ changes: [change(person(1), ADMIN, { ...ADMIN, level: 'other' })] })).toEqual([])
    expect(args({ changes: [change(person(1), undefined, ADMIN)] }).map(([code]) => code)).toEqual([
      'GUARD_ADMINS',
    ])
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
