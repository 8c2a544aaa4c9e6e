import { expect, test } from 'vitest'
import { reviewerFinding } from '../../../provider/review/reviewer.ts'
import type { Agency } from '../../../provider/model/model.ts'

const AGENCY = {
  people: [{ email: 'olga@northlight.example' }, { email: 'ana@northlight.example' }],
} as unknown as Agency

test.each([
  ['ana', '"ana@northlight.example"'],
  ['Olgo@northlight.example', '"olga@northlight.example"'],
  ['nobody@northlight.example', 'one of "olga@northlight.example", "ana@northlight.example"'],
])('reviewerFinding takes %s for %s: the shared domain makes nobody alike', (by, nearest) => {
  expect(reviewerFinding(by, AGENCY)).toMatchObject({ code: 'REVIEWER_UNKNOWN', args: { nearest } })
})
