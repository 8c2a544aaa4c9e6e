import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verdictOf } from '../../../provider/setup/verdict.ts'

const SKIPPED = [
  { name: 'a > b', reason: 'runs as root' },
  { name: 'c', reason: '' },
]

describe('verdictOf', () => {
  it('passes when every step and every test passed', () => {
    expect(verdictOf([], { passed: 3, failed: 0, skipped: [] }, true)).toEqual({
      passes: true,
      lines: ['3 passed, 0 failed, 0 skipped'],
    })
  })

  it('tells what was skipped and why, and lets it pass outside of CI only', () => {
    const counts = { passed: 3, failed: 0, skipped: SKIPPED }
    const local = verdictOf([], counts, false)
    expect(local.passes).toBe(true)
    expect(local.lines).toHaveLength(3)
    expect(local.lines[0]).toContain('runs as root')
    expect(local.lines.at(-1)).toBe('3 passed, 0 failed, 2 skipped')
    expect(verdictOf([], counts, true).passes).toBe(false)
  })

  it('fails when a step failed, and names each', () => {
    const { passes, lines } = verdictOf(['types', 'tests'], { passed: 1, failed: 2, skipped: [] }, false)
    expect(passes).toBe(false)
    expect(lines).toEqual(['Failed: types, tests', '1 passed, 2 failed, 0 skipped'])
  })

  it('fails when no test was run', () => {
    expect(verdictOf([], { passed: 0, failed: 0, skipped: [] }, false).passes).toBe(false)
    expect(verdictOf([], { passed: 0, failed: 0, skipped: SKIPPED }, false).passes).toBe(false)
  })

  it('ends in the counts, whatever went before', () => {
    const counts = fc.record({
      passed: fc.nat(),
      failed: fc.nat(),
      skipped: fc.array(fc.record({ name: fc.string(), reason: fc.string() })),
    })
    fc.assert(
      fc.property(fc.array(fc.string()), counts, fc.boolean(), (failed, counts, inCi) => {
        const { lines } = verdictOf(failed, counts, inCi)
        expect(lines.at(-1)).toMatch(/^\d+ passed, \d+ failed, \d+ skipped$/)
      }),
    )
  })
})
