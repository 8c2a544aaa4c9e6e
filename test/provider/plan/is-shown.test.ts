import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ObservedAsset } from '../../../provider/model/observed.ts'
import type { Change } from '../../../provider/plan/change.ts'
import { compareAsset } from '../../../provider/plan/compare.ts'
import { isShown, type ShownAccess } from '../../../provider/plan/is-shown.ts'
import { anyCase } from '../../support/access.ts'
import { cases } from '../../support/cases.ts'

function lookAt(observed: ObservedAsset): ShownAccess {
  if (observed.state === 'unknown') return {}
  return { partner: observed.partner, people: observed.state === 'present' ? observed.people : {} }
}

/** A look after Meta carried out this change alone. */
function after({ partner, people }: ShownAccess, { subject, after: wanted }: Change): ShownAccess {
  if ('partner' in subject)
    return {
      people,
      partner: wanted === undefined ? { state: 'none' } : { state: 'granted', tasks: wanted.tasks },
    }
  const { [subject.principal]: _before, ...others } = people ?? {}
  return {
    partner,
    people: wanted === undefined ? others : { ...others, [subject.principal]: wanted.tasks },
  }
}

test('isShown confirms a change by a look after it, never by the one before it or by an unread one', () => {
  let tried = 0
  fc.assert(
    fc.property(anyCase, ({ desired, observed, around }) => {
      for (const change of compareAsset(desired, observed, around).changes) {
        tried += 1
        const before = lookAt(observed)
        const seen = after(before, change)
        const isOfPartner = 'partner' in change.subject
        expect(isShown(change, desired.kind, before)).toBe(false)
        expect(isShown(change, desired.kind, seen)).toBe(true)
        expect(isShown(change, desired.kind, {})).toBe(false)
        expect(isShown(change, desired.kind, isOfPartner ? { people: {} } : { partner: seen.partner })).toBe(
          false,
        )
      }
    }),
    { numRuns: cases(2000) },
  )
  expect(tried).toBeGreaterThan(cases(2000) / 10)
})

test.each(['second-admin', 'acceptance'] as const)(
  'isShown takes a share that waits for %s as asked for',
  (state) => {
    const asked = { subject: { partner: '9' }, after: { level: 'analyst', tasks: ['ANALYZE'] } }
    expect(isShown(asked, 'ad_account', { partner: { state } })).toBe(true)
    expect(isShown({ ...asked, after: undefined }, 'ad_account', { partner: { state } })).toBe(false)
  },
)
