import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../../provider/plan/change.ts'
import { compareAsset } from '../../../provider/plan/compare.ts'
import { digestOf, isDigestOf } from '../../../provider/plan/digest.ts'
import { anyCase } from '../../support/access.ts'

const anyChanges = anyCase.map(({ desired, observed, around }) => [
  ...compareAsset(desired, observed, around).changes,
])

describe('digestOf', () => {
  test('does not depend on the order of the changes, nor on places and names', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const moved = changes
          .map((change) => ({
            ...change,
            at: { file: 'elsewhere.yaml', line: 9 },
            asset: { ...change.asset, name: 'renamed' },
          }))
          .reverse()
        expect(digestOf('acme', moved)).toBe(digestOf('acme', changes))
      }),
    )
  })

  test('differs as soon as a change differs in who, what, from where or to where', () => {
    fc.assert(
      fc.property(
        anyChanges.filter((changes) => changes.length > 0),
        fc.nat(),
        fc.nat(),
        (changes, which, how) => {
          const index = which % changes.length
          const edited = changes.map((change, at) => (at === index ? edit(change, how) : change))
          expect(digestOf('acme', edited)).not.toBe(digestOf('acme', changes))
        },
      ),
    )
  })

  test('differs between stacks and when a change is left out', () => {
    fc.assert(
      fc.property(
        anyChanges.filter((changes) => changes.length > 0),
        (changes) => {
          expect(digestOf('bloom', changes)).not.toBe(digestOf('acme', changes))
          expect(digestOf('acme', changes.slice(1))).not.toBe(digestOf('acme', changes))
        },
      ),
    )
  })
})

describe('isDigestOf', () => {
  const digest = digestOf('acme', [])
  test.each([
    [digest, true],
    [digest.slice(0, 12), true],
    [digest.slice(0, 12).toUpperCase(), true],
    [digest.slice(0, 11), false],
    [`0${digest.slice(1)}`, digest.startsWith('0')],
    ['', false],
  ])('says of %s: %s', (typed, expected) => {
    expect(isDigestOf(typed, digest)).toBe(expected)
  })
})

function edit(change: Change, how: number): Change {
  const held = { level: 'edited', tasks: ['EDITED'] }
  const edits: readonly Change[] = [
    { ...change, subject: { principal: 'mallory@northlight.example' } },
    { ...change, asset: { ...change.asset, id: '999' } },
    { ...change, before: held },
    { ...change, after: held },
    { ...change, because: [...change.because, { exception: 'x', ticket: 'OPS-1', until: '2027-01-01' }] },
  ]
  return edits[how % edits.length] ?? change
}
