import { describe, expect, test } from 'vitest'
import { digestOf } from '../../../provider/plan/digest.ts'
import type { Move } from '../../../provider/plan/move.ts'
import { planFrom, withMovesIn, type Plan } from '../../../provider/plan/plan.ts'
import { plansMarkdown } from '../../../provider/plan/render/markdown.ts'
import { planText } from '../../../provider/plan/render/text.ts'
import { planWords } from '../../../provider/plan/words.ts'

function move(id: string, more: Partial<Move> = {}): Move {
  const asset = { kind: 'page' as const, id, name: `Page ${id}` }
  return { asset, from: 'harbor', to: 'harbour', arrived: false, at: undefined, ...more }
}

function planOf(stack: string, moves: readonly Move[]): Plan {
  return withMovesIn(planFrom(stack, []), moves)
}

const NOTHING = digestOf('harbour', [])
const ONE = planOf('harbour', [move('1')]).digest

describe('the digest of a plan with moves', () => {
  test('does not depend on their order, nor on names', () => {
    const [a, b] = [move('1'), move('2')]
    const named = { ...a, asset: { ...a.asset, name: 'other' } }
    expect(planOf('harbour', [b, named]).digest).toBe(planOf('harbour', [a, b]).digest)
  })

  test.each<[string, readonly Move[]]>([
    ['nothing moves', []],
    ['another asset moves', [move('2')]],
    ['more move', [move('1'), move('2')]],
    ['it comes from elsewhere', [move('1', { from: 'port' })]],
    ['it is of another kind', [move('1', { asset: { kind: 'catalog', id: '1', name: 'Page 1' } })]],
  ])('is another one where %s', (_, moves) => {
    expect(planOf('harbour', moves).digest).not.toBe(ONE)
  })

  test('has none of what goes, nor of what has arrived: both were approved with the new client', () => {
    expect(planOf('harbour', [move('1', { arrived: true })]).digest).toBe(NOTHING)
    expect(planOf('harbor', [move('1')]).digest).toBe(digestOf('harbor', []))
  })
})

describe('a plan with moves', () => {
  const plan = planOf('harbour', [move('1'), move('2', { from: 'port', to: 'harbour' })])

  test('tells in the terminal each asset, from whom it comes and that nothing changes, with the digest', () => {
    const text = planText(plan)
    expect(text).toContain('harbour: no changes; 2 moves between clients')
    expect(text).toContain('1 asset moves from harbor to harbour: nothing changes at Meta')
    expect(text).toContain('Page 2 "Page 2" comes from port')
    expect(text).toContain(`Digest ${plan.digest.slice(0, 12)}`)
  })

  test('is counted once in the words of both clients, and in the comment stands before all that may be cut', () => {
    const both = [planOf('harbor', [move('1')]), planOf('harbour', [move('1')])]
    expect(planWords(both)).toBe('no changes; 1 move between clients')
    const { text, complete } = plansMarkdown(both, [])
    expect(complete).toBe(true)
    expect(text.split('1 asset moves from harbor to harbour')).toHaveLength(2)
    expect(text).toContain('goes to harbour')
    const many = planOf(
      'harbour',
      Array.from({ length: 5000 }, (_, at) => move(String(at + 1))),
    )
    const cut = plansMarkdown([many], [])
    expect([cut.complete, cut.text.includes('5000 assets move from harbor to harbour')]).toEqual([true, true])
  })
})
