import { describe, expect, test } from 'vitest'
import type { Change, Comparison, Later } from '../../../provider/plan/change.ts'
import { guardPlan } from '../../../provider/plan/guard/guard.ts'
import { planFrom, type Plan } from '../../../provider/plan/plan.ts'
import { plansMarkdown } from '../../../provider/plan/render/markdown.ts'
import { planText } from '../../../provider/plan/render/text.ts'
import { waitingBeside } from '../../../provider/plan/words.ts'
import { plan as inputOf } from './guard/support.ts'

const NINA: Change = {
  verb: 'grant',
  asset: { kind: 'ad_account', id: 'act_1001', name: 'ACME' },
  subject: { principal: 'nina@northlight.example' },
  before: undefined,
  after: { level: 'admin', tasks: ['ADVERTISE', 'ANALYZE', 'MANAGE'] },
  because: [{ function: 'strategist' }],
}
const LATER: Later = { ...NINA, waitsFor: 'invitation' }

function planOf(part: Partial<Comparison>): Plan {
  const comparison = { changes: [], waiting: [], later: [], unmanaged: [], unknown: undefined, ...part }
  return planFrom('acme', [{ asset: NINA.asset, at: undefined, recorded: false, comparison }])
}

describe('a change that comes later', () => {
  test('has the digest that it has when it can be made: its approval holds', () => {
    const { digest } = planOf({ later: [LATER] })
    expect(digest).toBe(planOf({ changes: [NINA] }).digest)
    expect(digest).toBe(planOf({ later: [{ ...LATER, waitsFor: 'client-share' }] }).digest)
    expect(digest).not.toBe(planOf({}).digest)
    const lower = { ...LATER, after: { level: 'analyst', tasks: ['ANALYZE'] } }
    expect(digest).not.toBe(planOf({ later: [lower] }).digest)
  })

  test('is counted by the guard where it gives control, and not named by an override of another number', () => {
    const input = inputOf({ later: [LATER] })
    const codesOf = (admins?: number) =>
      guardPlan(input, admins === undefined ? {} : { admins }).map(({ code }) => code)
    expect([codesOf(), codesOf(2), codesOf(1)]).toEqual([['GUARD_ADMINS'], ['GUARD_ADMINS'], []])
    expect(guardPlan(input, { admins: 'named before' })).toEqual([])
  })

  test('stands outside of what a comment folds where it gives control, with what it waits for', () => {
    const [open = ''] = plansMarkdown([planOf({ later: [LATER] })], []).text.split('<details>')
    expect(open).toContain('later')
    expect(open).toContain('nina@northlight.example')
    expect(open).toContain('once they accept the invitation')
  })

  test('is in the text of a plan, and its wait is not told a second time', () => {
    const waiting = [
      { for: 'invitation', asset: NINA.asset, subject: NINA.subject, wanted: NINA.after },
    ] as const
    const plan = planOf({ later: [LATER], waiting })
    expect(waitingBeside(plan)).toEqual([])
    expect(planText(plan)).toContain('nina@northlight.example  admin')
    expect(waitingBeside(planOf({ waiting }))).toEqual(waiting)
  })
})
