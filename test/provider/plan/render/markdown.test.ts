import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finding } from '../../../../provider/findings/catalogue.ts'
import type { Change, Verb } from '../../../../provider/plan/change.ts'
import { planFrom, type Plan } from '../../../../provider/plan/plan.ts'
import { MOST_CHARACTERS, plansMarkdown } from '../../../../provider/plan/render/markdown.ts'

const ADVERTISER = { level: 'advertiser', tasks: ['ADVERTISE', 'ANALYZE'] }
const ADMIN = { level: 'admin', tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] }

function change(verb: Verb, at: number, more: Partial<Change> = {}): Change {
  return {
    verb,
    asset: { kind: 'ad_account', id: `act_${1000 + at}`, name: `ACME | ${at}` },
    subject: { principal: `person-${at % 40}@northlight.example` },
    before: verb === 'grant' ? undefined : ADVERTISER,
    after: verb === 'revoke' ? undefined : verb === 'grant' ? ADVERTISER : ADMIN,
    because: [{ function: 'media-buyer' }],
    ...more,
  }
}

function planOf(changes: readonly Change[], stack = 'acme'): Plan {
  return planFrom(
    stack,
    changes.map((one) => ({
      asset: one.asset,
      at: undefined,
      recorded: false,
      comparison: { changes: [one], waiting: [], later: [], unmanaged: [], unknown: undefined },
    })),
  )
}

function many(verb: Verb, count: number, from = 0): Change[] {
  return Array.from({ length: count }, (_, at) => change(verb, from + at))
}

/** The rows of a table of changes. */
function rows(text: string, verb: Verb): string[] {
  return text.split('\n').filter((line) => new RegExp(`^\\| \\S&nbsp;${verb} \\|`).test(line))
}

describe('plansMarkdown', () => {
  it('shows every change of a small plan, and its digest', () => {
    const plan = planOf([change('grant', 1), change('revoke', 2), change('raise', 3)])
    const { text, complete } = plansMarkdown([plan], [])
    expect(complete).toBe(true)
    expect(['grant', 'revoke', 'raise'].map((verb) => rows(text, verb as Verb).length)).toEqual([1, 1, 1])
    expect(text).toContain(plan.digest.slice(0, 12))
  })

  it('says that nothing changes where no client changes', () => {
    expect(plansMarkdown([], [])).toMatchObject({
      complete: true,
      text: expect.stringContaining('nothing changes'),
    })
  })

  it('of 10,000 changes keeps every removal and escalation whole, within the limit', () => {
    const unfolded = [...many('revoke', 100), ...many('raise', 100, 200), ...many('lower', 20, 400)]
    const admins = [change('grant', 9999, { after: ADMIN })]
    const plan = planOf([...many('grant', 9_779, 10_000), ...unfolded, ...admins])
    const { text, complete } = plansMarkdown([plan], [])
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(complete).toBe(true)
    for (const { verb, asset } of unfolded) {
      const shown = rows(text, verb).filter((row) => row.includes(asset.id.replace('_', '\\_')))
      expect(shown).toHaveLength(1)
    }
    expect(text).toContain('act\\_10999 "ACME \\| 9999"')
    const shown = rows(text, 'grant').length - 1
    expect(shown).toBeGreaterThan(50)
    expect(text).toContain(`and ${9_779 - shown} more`)
  })

  it('of 10,000 removals says for each person how many, and none is left out', () => {
    const { text, complete } = plansMarkdown([planOf(many('revoke', 10_000))], [])
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(complete).toBe(true)
    const counted = rows(text, 'revoke').map((row) => Number(/(\d+) × ad account/.exec(row)?.[1]))
    expect(counted).toHaveLength(40)
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(10_000)
  })

  it('of 10,000 people who lose access says that it cannot be approved', () => {
    const changes = many('revoke', 10_000).map((one, at) => ({
      ...one,
      subject: { principal: `p${at}@x.example` },
    }))
    const { text, complete } = plansMarkdown([planOf(changes)], [])
    expect(complete).toBe(false)
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(rows(text, 'revoke')).toEqual([])
  })

  it('of 400 clients names as many as fit, and counts the rest', () => {
    const plans = Array.from({ length: 400 }, (_, at) => planOf(many('grant', 30), `client-${at}`))
    const { text } = plansMarkdown(plans, [])
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(text).toContain('400 clients, 12000 changes')
  })

  it('tells findings, worst first', () => {
    const found = finding('PLAN_CHANGED', { wanted: 'aaa', client: 'acme', current: 'bbb' })
    expect(plansMarkdown([planOf([change('grant', 1)])], [found]).text).toContain('PLAN_CHANGED')
  })

  it('is the same text for the same plan in whatever order it was found', () => {
    const changes = [...many('grant', 30), ...many('revoke', 30, 50)]
    fc.assert(
      fc.property(fc.shuffledSubarray(changes, { minLength: changes.length }), (shuffled) => {
        expect(plansMarkdown([planOf(shuffled)], []).text).toBe(plansMarkdown([planOf(changes)], []).text)
      }),
      { numRuns: 20 },
    )
  })

  it('stays within its limit for any plan', () => {
    const counts = fc.record({
      grants: fc.nat(3000),
      revokes: fc.nat(3000),
      clients: fc.integer({ min: 1, max: 30 }),
    })
    fc.assert(
      fc.property(counts, ({ grants, revokes, clients }) => {
        const plans = Array.from({ length: clients }, (_, at) =>
          planOf(
            [...many('grant', Math.ceil(grants / clients)), ...many('revoke', Math.ceil(revokes / clients))],
            `c${at}`,
          ),
        )
        expect(plansMarkdown(plans, []).text.length).toBeLessThanOrEqual(MOST_CHARACTERS)
      }),
      { numRuns: 15 },
    )
  })

  it('keeps hostile names as text', () => {
    const name =
      '| x | <img src=x> `a` [b](http://c.example) @octo #1 ${{ secrets.X }}\n::set-output name=a::b\u001b[31m'
    const hostile = change('revoke', 1, {
      asset: { kind: 'ad_account', id: 'act_1', name },
      because: [{ exception: name, ticket: name, until: '2027-01-01' }],
    })
    const { text } = plansMarkdown([planOf([hostile])], [])
    expect(rows(text, 'revoke')).toHaveLength(1)
    expect(rows(text, 'revoke')[0]?.split(/(?<!\\)\|/)).toHaveLength(7)
    expect(text).not.toContain('\u001b')
    expect(text).not.toMatch(/<img|\n::|(?<!\\)\[b|(?<!\w)@octo|:\/\/c/)
  })
})
