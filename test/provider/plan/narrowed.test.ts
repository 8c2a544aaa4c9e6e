import { describe, expect, it } from 'vitest'
import type { Change } from '../../../provider/plan/change.ts'
import { narrowed } from '../../../provider/plan/narrowed.ts'

function change(asset: string, principal: string): Change {
  const held = { level: 'analyst', tasks: ['ANALYZE'] }
  const ref = { kind: 'ad_account' as const, id: asset, name: asset }
  return { verb: 'revoke', asset: ref, subject: { principal }, before: held, after: undefined, because: [] }
}

const isMeant = ({ subject }: Change): boolean => 'principal' in subject && subject.principal === 'a'

describe('narrowed', () => {
  it('keeps assets on which every change is meant, and tells those where only some are', () => {
    const [whole, mixed, other] = [change('1', 'a'), change('2', 'a'), change('3', 'b')]
    const result = narrowed([whole, mixed, change('2', 'b'), other], isMeant)
    expect(result.changes).toEqual([whole])
    expect(result.assets.map(({ id }) => id)).toEqual(['1'])
    expect(result.mixed.map(({ id }) => id)).toEqual(['2'])
  })

  it('never touches our own Business', () => {
    const own = { ...change('9', 'a'), asset: { kind: 'business' as const, id: '9', name: 'ours' } }
    expect(narrowed([own], isMeant)).toEqual({ changes: [], assets: [], mixed: [] })
  })
})
