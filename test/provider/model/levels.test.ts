import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../../provider/model/kinds.ts'
import {
  atMost,
  LEVEL_NAMES,
  levelFor,
  levelsOf,
  tasksOf,
  type Level,
} from '../../../provider/model/levels.ts'
import { closure } from '../../../provider/model/tasks.ts'

const kind = fc.constantFrom(...ASSET_KINDS)
const kindAndLevel = kind.chain((of) => fc.tuple(fc.constant(of), fc.constantFrom(...levelsOf(of))))
const every = ASSET_KINDS.flatMap((of) => levelsOf(of).map((level) => [of, level] as const))

describe('tasksOf', () => {
  it.each(every)('of %s %s are tasks of the kind, sorted', (of, level) => {
    const tasks = tasksOf(of, level)
    expect(factsOf(of).tasks).toEqual(expect.arrayContaining(tasks))
    expect(tasks).toEqual([...new Set(tasks)].toSorted())
  })

  it('differs from level to level', () => {
    for (const of of ASSET_KINDS) {
      const combinations = levelsOf(of).map((level) => tasksOf(of, level).join())
      expect(new Set(combinations).size).toBe(combinations.length)
    }
  })

  it('refuses a level that the kind does not have', () => {
    expect(() => tasksOf('catalog', 'analyst')).toThrow(RangeError)
  })
})

describe('atMost is a partial order', () => {
  const triple = kind.chain((of) => {
    const level = fc.constantFrom(...levelsOf(of))
    return fc.tuple(fc.constant(of), level, level, level)
  })

  it('every level is at most itself', () => {
    fc.assert(
      fc.property(kindAndLevel, ([of, level]) => {
        expect(atMost(of, level, level)).toBe(true)
      }),
    )
  })

  it('two levels at most each other are one', () => {
    fc.assert(
      fc.property(triple, ([of, a, b]) => {
        expect(atMost(of, a, b) && atMost(of, b, a)).toBe(a === b)
      }),
    )
  })

  it('passes on', () => {
    fc.assert(
      fc.property(triple, ([of, a, b, c]) => {
        fc.pre(atMost(of, a, b) && atMost(of, b, c))
        expect(atMost(of, a, c)).toBe(true)
      }),
    )
  })

  it('puts no level listed later below an earlier one', () => {
    for (const of of ASSET_KINDS) {
      const levels = levelsOf(of)
      const turned = levels.flatMap((low, at) => levels.slice(at + 1).filter((high) => atMost(of, high, low)))
      expect(turned).toEqual([])
    }
  })

  it('leaves the two sides of a pixel apart', () => {
    expect(atMost('pixel', 'uploader', 'advertiser')).toBe(false)
    expect(atMost('pixel', 'advertiser', 'uploader')).toBe(false)
    expect(atMost('pixel', 'uploader', 'admin')).toBe(true)
  })
})

describe('levelFor', () => {
  it.each(every)('explains what %s %s asks for', (of, level) => {
    const found = levelFor(of, tasksOf(of, level))
    expect(explains(of, found, tasksOf(of, level))).toBe(true)
  })

  it.each(every)('is the lowest level that explains what %s %s may read back', (of, level) => {
    const observed = closure(of, tasksOf(of, level))
    const lowest = levelsOf(of).find((one) => explains(of, one, observed))
    expect(levelFor(of, observed)).toBe(lowest)
  })

  it('explains whatever it names, and names nothing only when no level explains it', () => {
    const observed = kind.chain((of) =>
      fc.tuple(fc.constant(of), fc.subarray([...factsOf(of).tasks, 'REVENUE'])),
    )
    fc.assert(
      fc.property(observed, ([of, tasks]) => {
        const found = levelFor(of, tasks)
        const explaining = levelsOf(of).filter((level) => explains(of, level, tasks))
        expect(found).toBe(explaining[0])
      }),
    )
  })

  it.each([
    ['page', ['PROFILE_PLUS_ADVERTISE', 'PROFILE_PLUS_ANALYZE'], 'advertiser'],
    [
      'ad_account',
      ['MANAGE', 'ADVERTISE', 'ANALYZE', 'FB_EMPLOYEE_DSO_ADVERTISE', 'CREATIVE', 'DRAFT', 'AA_ANALYZE'],
      'admin',
    ],
    ['pixel', ['UPLOAD', 'ANALYZE'], 'uploader'],
    ['catalog', ['MANAGE_AR'], undefined],
    ['page', ['PROFILE_PLUS_FULL_CONTROL'], undefined],
  ] as const)('of %s %j is %s', (of, tasks, level) => {
    expect(levelFor(of, tasks)).toBe(level)
  })
})

describe('LEVEL_NAMES', () => {
  it('holds each level of each kind once', () => {
    expect(LEVEL_NAMES.toSorted()).toEqual([...new Set(every.map(([, level]) => level))].toSorted())
  })
})

function explains(of: AssetKind, level: Level | undefined, observed: readonly string[]): boolean {
  if (level === undefined) return false
  const possible = closure(of, tasksOf(of, level))
  return observed.every((task) => possible.includes(task))
}
