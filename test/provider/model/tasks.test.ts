import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSET_KINDS, factsOf } from '../../../provider/model/kinds.ts'
import { closure, normaliseTasks } from '../../../provider/model/tasks.ts'

const kind = fc.constantFrom(...ASSET_KINDS)

/** Tasks of a kind as asked for or as read back: with the prefix of new Pages, and now and then an unknown one. */
const kindAndTasks = kind.chain((of) => fc.tuple(fc.constant(of), tasksOf(of)))
const kindAndTwo = kind.chain((of) => fc.tuple(fc.constant(of), tasksOf(of), tasksOf(of)))

describe('normaliseTasks', () => {
  it('takes the prefix of new Pages away, once each and sorted', () => {
    const tasks = ['PROFILE_PLUS_MANAGE', 'ADVERTISE', 'PROFILE_PLUS_ADVERTISE', 'MANAGE']
    expect(normaliseTasks(tasks)).toEqual(['ADVERTISE', 'MANAGE'])
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(kindAndTasks, ([, tasks]) => {
        expect(normaliseTasks(normaliseTasks(tasks))).toEqual(normaliseTasks(tasks))
      }),
    )
  })

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(
        kindAndTasks.chain(([, tasks]) =>
          fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
        ),
        ([tasks, shuffled]) => {
          expect(normaliseTasks(shuffled)).toEqual(normaliseTasks(tasks))
        },
      ),
    )
  })
})

describe('closure', () => {
  it('contains what was asked for', () => {
    fc.assert(
      fc.property(kindAndTasks, ([of, tasks]) => {
        expect(closure(of, tasks)).toEqual(expect.arrayContaining(normaliseTasks(tasks)))
      }),
    )
  })

  it('adds nothing the second time', () => {
    fc.assert(
      fc.property(kindAndTasks, ([of, tasks]) => {
        expect(closure(of, closure(of, tasks))).toEqual(closure(of, tasks))
      }),
    )
  })

  it('of more is more', () => {
    fc.assert(
      fc.property(kindAndTwo, ([of, some, others]) => {
        expect(closure(of, [...some, ...others])).toEqual(expect.arrayContaining(closure(of, some)))
      }),
    )
  })

  it('of two is the two closures together', () => {
    fc.assert(
      fc.property(kindAndTwo, ([of, some, others]) => {
        expect(closure(of, [...some, ...others])).toEqual(
          normaliseTasks([...closure(of, some), ...closure(of, others)]),
        )
      }),
    )
  })

  it('of nothing is nothing', () => {
    expect(ASSET_KINDS.map((of) => closure(of, []))).toEqual(ASSET_KINDS.map(() => []))
  })

  it('keeps a name of Object.prototype as it is', () => {
    expect(closure('page', ['constructor', '__proto__'])).toEqual(['__proto__', 'constructor'])
  })

  it.each([
    [
      'ad_account',
      ['MANAGE', 'ADVERTISE', 'ANALYZE'],
      ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'CREATIVE', 'DRAFT', 'FB_EMPLOYEE_DSO_ADVERTISE', 'MANAGE'],
    ],
    [
      'pixel',
      ['EDIT', 'ANALYZE', 'UPLOAD', 'ADVERTISE'],
      ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD'],
    ],
    [
      'page',
      ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
      ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MANAGE', 'MANAGE_LEADS', 'MESSAGING', 'MODERATE'],
    ],
    ['instagram', ['ADVERTISE'], ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES']],
  ] as const)('on %s is what was read back live after %j', (of, asked, observed) => {
    expect(closure(of, asked)).toEqual(observed)
  })

  it('starts only from tasks of the kind', () => {
    for (const of of ASSET_KINDS)
      expect(factsOf(of).tasks).toEqual(expect.arrayContaining(Object.keys(factsOf(of).implied)))
  })
})

function tasksOf(of: (typeof ASSET_KINDS)[number]): fc.Arbitrary<string[]> {
  const known = fc.constantFrom(...factsOf(of).tasks)
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: known },
      known.map((task) => `PROFILE_PLUS_${task}`),
      fc.constantFrom('REVENUE', 'toString'),
    ),
    {
      maxLength: 8,
    },
  )
}
