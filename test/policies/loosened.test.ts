import { describe, expect, it } from 'vitest'
import { loosenedIn, loosenedLimits } from '../../policies/loosened.ts'
import type { RuleId } from '../../provider/findings/codes/policy.ts'
import { normaliseLimits } from '../../provider/model/normalise/policy.ts'
import { DEFAULT_POLICY } from '../../provider/model/policy-defaults.ts'
import { LIMITS } from '../../provider/model/policy-limits.ts'
import { writtenLimits } from '../../provider/model/written/policy.ts'
import { exampleWith } from './support/example.ts'

/** What is loosened in the example with these lines in its policy.yaml, as "key value default line". */
function loosened(yaml: string): string[] {
  const { built, model } = exampleWith({ 'access/policy.yaml': () => `version: 1\n${yaml}` })
  expect(built.findings).toEqual([])
  return loosenedIn(model.policy).map(
    ({ args, address }) => `${args['key']} ${args['value']} ${args['default']} ${address?.line}`,
  )
}

describe('loosenedIn', () => {
  it('finds nothing in the defaults, nor in the example that writes them down', () => {
    expect(loosenedIn(DEFAULT_POLICY)).toEqual([])
    expect(loosenedIn(exampleWith().model.policy)).toEqual([])
  })

  it.each([
    ['severity:\n  no-secrets: advisory\n', ['severity.no-secrets advisory mandatory 3']],
    ['severity:\n  no-secrets: off\n', ['severity.no-secrets off mandatory 3']],
    ['severity:\n  no-secrets: mandatory\n', []],
    ['severity:\n  review-is-recent: off\n', []],
    ['severity:\n  review-is-recent: mandatory\n', []],
    ['limits:\n  exception_days: 91\n', ['limits.exception_days 91 90 3']],
    ['limits:\n  exception_days: 90\n', []],
    ['limits:\n  exception_days: 1\n', []],
    ['limits:\n  admin_exception_days: 15\n', ['limits.admin_exception_days 15 14 3']],
    ['limits:\n  direct_share_days: 31\n', ['limits.direct_share_days 31 30 3']],
    ['limits:\n  admins_per_asset: 3\n', ['limits.admins_per_asset 3 2 3']],
    ['limits:\n  review_days: 400\n', []],
    ['duties:\n  reporting: []\n', ['duties.reporting none "analyst" 3']],
    ['duties:\n  reporting: [analyst, strategist]\n', []],
    ['duties:\n  media: [media-buyer]\n', ['duties.media "media-buyer" "media-buyer", "strategist" 3']],
    ['duties:\n  media: [media-buyer, strategist, trainee]\n', []],
    ['duties:\n  billing: [billing, analyst]\n', ['duties.billing "billing", "analyst" "billing" 3']],
    ['duties:\n  billing: []\n', ['duties.billing none "billing" 3']],
    ['table:\n  trainee: { business_roles: [], levels: {} }\n', ['table.trainee more no such function 3']],
    [
      'table:\n  analyst: { business_roles: [employee], levels: { page: advertiser } }\n',
      ['table.analyst more less 3'],
    ],
    [
      'table:\n  analyst: { business_roles: [employee], levels: { catalog: advertiser } }\n',
      ['table.analyst more less 3'],
    ],
    ['table:\n  analyst: { business_roles: [employee, admin], levels: {} }\n', ['table.analyst more less 3']],
    ['table:\n  analyst: { business_roles: [], levels: { page: analyst } }\n', []],
    ['naming:\n  pixel: .*\n', []],
  ])('%j', (yaml, expected) => {
    expect(loosened(yaml)).toEqual(expected)
  })

  // Every limit of today is a maximum, so a minimum takes one of its own: read, normalised and compared by the same code.
  describe.each([
    ['a maximum', 'more', { less: [], same: [], more: ['limits.seats 4 3'] }],
    ['a minimum', 'less', { less: ['limits.seats 2 3'], same: [], more: [] }],
  ] as const)('of %s', (_name, looser, expected) => {
    it.each([
      ['less', 2],
      ['same', 3],
      ['more', 4],
    ] as const)('looks at a number that is %s', (how, seats) => {
      const common = { key: 'seats', title: 'Seats', default: 3, looser }
      const found = (rule: RuleId): string[] => {
        const table = { ...LIMITS, seats: { ...common, rule } }
        const written = writtenLimits(table).parse({ seats: String(seats) })
        const own = normaliseLimits(table, written)
        expect(own).toEqual({ ...DEFAULT_POLICY.limits, seats })
        return loosenedLimits(table, own).map((one) => `${one.key} ${one.value} ${one.default}`)
      }
      expect(found('few-admins')).toEqual(expected[how])
      expect(found('review-is-recent')).toEqual([])
    })
  })

  it('names the mailboxes that are no longer shared ones', () => {
    const names = DEFAULT_POLICY.sharedMailboxes.filter((name) => name !== 'info')
    expect(loosened(`shared_mailboxes: [${names.join(', ')}]\n`)).toEqual([
      'shared_mailboxes without "info" with them 2',
    ])
    expect(loosened(`shared_mailboxes: [${[...names, 'info', 'desk'].join(', ')}]\n`)).toEqual([])
  })
})
