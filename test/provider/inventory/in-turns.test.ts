import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inTurns } from '../../../provider/inventory/in-turns.ts'

describe('inTurns', () => {
  test('has the results in the order of the items and never more at work than it may', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        async (items, most) => {
          let [now, peak] = [0, 0]
          const results = await inTurns(most, [...items.entries()], async ([index, turns]) => {
            now += 1
            peak = Math.max(peak, now)
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
            now -= 1
            return index
          })
          expect(results).toEqual([...items.keys()])
          expect(peak).toBe(items.length === 0 ? 0 : Math.min(peak, most))
        },
      ),
    )
  })

  test('throws the first error', async () => {
    const work = async (item: number) => {
      if (item === 2) throw new RangeError('two')
      return item
    }
    await expect(inTurns(2, [1, 2, 3], work)).rejects.toThrow(RangeError)
  })

  test('works on several at the same time', async () => {
    let now = 0
    const seen = await inTurns(3, [1, 2, 3, 4], async () => {
      now += 1
      await Promise.resolve()
      return now
    })
    expect(Math.max(...seen)).toBeGreaterThanOrEqual(3)
  })
})
