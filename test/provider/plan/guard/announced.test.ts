import { describe, expect, test } from 'vitest'
import { buildModel } from '../../../../provider/model/build.ts'
import { isAnnounced, leaversIn } from '../../../../provider/plan/guard/announced.ts'
import { guardRun } from '../../../../provider/plan/guard/guard.ts'
import { exampleFiles, TODAY } from '../../../support/scenario.ts'
import { ADMIN, ADVERTISER, ANALYST, change, codes, numbers, person, plan, standing } from './support.ts'

describe('what the files announce', () => {
  const off = numbers(30).map((index) => change(person(index), ANALYST, undefined))
  const standings = [standing('act_1', numbers(30))]
  const leavers = new Set([person(1)])

  test('of a client who left, all of it, needs no number', () => {
    const announced = { everything: true, leavers: new Set<string>() }
    const left = [standing('act_1', numbers(30), true)]
    expect(codes({ changes: off, standings: left, announced })).toEqual([])
    expect(codes({ changes: off, standings: left })).toEqual(['GUARD_REMOVALS'])
  })

  test('is what is taken away: whatever is given beside it, or is of others, stays refused', () => {
    const announced = { everything: true, leavers: new Set<string>() }
    const given = [
      change('p1@northlight.example', ANALYST, ADMIN),
      change({ partner: '910001' }, ADVERTISER, undefined),
      change('ivo@other.example', ANALYST, undefined),
    ]
    expect(codes({ changes: given, announced })).toEqual(['GUARD_FOREIGN', 'GUARD_FOREIGN', 'GUARD_ADMINS'])
  })

  test('of a leaver counts in no limit, and keeps no leaver on an asset', () => {
    const announced = { everything: false, leavers }
    const changes = numbers(30).map((index) => change(person(1), ANALYST, undefined, `act_${index}`))
    const alone = numbers(30).map((index) => standing(`act_${index}`, [1]))
    expect(codes({ changes, standings: alone, announced })).toEqual([])
    expect(codes({ changes, standings: alone })).toEqual(['GUARD_REMOVALS', 'GUARD_EMPTIED'])
    expect(codes({ changes: off, standings, announced })).toEqual(['GUARD_REMOVALS', 'GUARD_EMPTIED'])
  })

  test('counts no client of a leaver among those that one run changes', () => {
    const announced = { everything: false, leavers }
    const plans = numbers(11).map(() => plan({ changes: [change(person(1), ANALYST, undefined)], announced }))
    expect(guardRun(plans)).toEqual([])
    expect(guardRun([...plans, ...numbers(11).map(() => plan({ changes: off, announced }))])).toHaveLength(1)
  })

  test.each([
    [3, 3],
    [4, 0],
  ])('by %i people who leave at once is %i leavers', (count, announced) => {
    const agency = buildModel(exampleFiles(), TODAY).model?.agency
    if (agency === undefined) throw new Error('The example has no agency')
    const changes = [
      change('ana@northlight.example', ANALYST, undefined),
      ...numbers(count).map((index) => change(person(index), ANALYST, undefined)),
    ]
    expect(leaversIn(changes, agency).size).toBe(announced)
  })
  test('by a plan is a leaver only who is taken off, and is a person', () => {
    const agency = buildModel(exampleFiles(), TODAY).model?.agency
    if (agency === undefined) throw new Error('The example has no agency')
    const changes = [
      change(person(1), undefined, ANALYST),
      change(person(2), ADVERTISER, ANALYST),
      change({ partner: '910001' }, ANALYST, undefined),
      change(person(3), ANALYST, undefined),
    ]
    expect([...leaversIn(changes, agency)]).toEqual([person(3)])
  })

  test.each([
    [change(person(1), ANALYST, undefined), true, true],
    [change(person(2), ANALYST, undefined), false, true],
    [change(person(1), ADVERTISER, ANALYST), false, false],
    [change(person(1), undefined, ANALYST), false, false],
    [change({ partner: '910001' }, ANALYST, undefined), false, true],
  ])('is a removal, of a leaver or of all: %#', (one, ofLeavers, ofAll) => {
    expect(isAnnounced({ everything: false, leavers }, one)).toBe(ofLeavers)
    expect(isAnnounced({ everything: true, leavers }, one)).toBe(ofAll)
  })
})
