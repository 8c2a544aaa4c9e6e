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
  it('keeps the meant changes, and the assets that they are on', () => {
    const [one, two] = [change('1', 'a'), change('2', 'a')]
    const result = narrowed([one, two, change('2', 'b'), change('3', 'b')], isMeant)
    expect(result.changes).toEqual([one, two])
    expect(result.assets.map(({ id }) => id)).toEqual(['1', '2'])
  })

  it('never touches our own Business', () => {
    const own = { ...change('9', 'a'), asset: { kind: 'business' as const, id: '9', name: 'ours' } }
    expect(narrowed([own], isMeant)).toEqual({ changes: [], assets: [] })
  })
})
