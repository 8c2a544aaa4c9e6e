import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sideBySide } from '../../../provider/engine/side-by-side.ts'

test('sideBySide lets nothing run beside what runs alone, ends everything, and passes failures on', async () => {
  const work = fc.record({ alone: fc.boolean(), fails: fc.boolean(), turns: fc.nat(5) })
  await fc.assert(
    fc.asyncProperty(fc.array(work, { maxLength: 12 }), async (works) => {
      const runs = sideBySide()
      const atWork = { together: 0, alone: 0 }
      const results = works.map(({ alone, fails, turns }) => {
        const kind = alone ? 'alone' : 'together'
        return runs[kind](async () => {
          atWork[kind] += 1
          for (let turn = 0; turn <= turns; turn += 1) {
            expect(atWork.alone).toBeLessThanOrEqual(1)
            if (atWork.alone === 1) expect(atWork.together).toBe(0)
            await Promise.resolve()
          }
          atWork[kind] -= 1
          if (fails) throw new Error('fails')
        })
      })
      const ended = await Promise.allSettled(results)
      expect(ended.map(({ status }) => status === 'rejected')).toEqual(works.map(({ fails }) => fails))
    }),
  )
})
