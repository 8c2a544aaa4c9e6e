import { describe, expect, test } from 'vitest'
import { makeWorkplace, type Report } from '../support/workplace.ts'

const ACME = 'access/clients/acme.yaml'

/** Every code, also of what the agency loosened. */
function codes({ findings }: Report): string[] {
  return findings.map(({ code }) => code)
}

describe('check', () => {
  test('refuses a file that breaks a mandatory rule, with file, line and column', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) => text.replace(', page: "2001"', ''))
    const { exit, out, err } = await place.run('check')
    expect([exit, out]).toEqual([3, '1 finding\n'])
    expect(err).toContain('access/clients/acme.yaml:20:7\n  error instagram-is-linked')
  })

  test('only tells an advisory rule, and what an exception lowers', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) =>
      text
        .replace(', page: "2001"', '')
        .replace('name: ACME | Web', 'name: web')
        .concat(
          '\npolicy_exceptions:\n  - { rule: instagram-is-linked, who: olga@northlight.example, reason: New, ticket: OPS-1, until: 2026-12-01 }\n',
        ),
    )
    const report = await place.json('check')
    expect([report.exit, codes(report).toSorted()]).toEqual([
      0,
      ['instagram-is-linked', 'name-follows-convention', 'rule-lowered'],
    ])
  })

  test('ends with 1 where a file has an error, whatever else is refused', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) => text.replace(', page: "2001"', ''))
    await place.edit('access/clients/bloom.yaml', (text) => `${text}colour: blue\n`)
    const report = await place.json('check')
    expect([report.exit, codes(report)]).toEqual([1, ['KEY_UNKNOWN', 'instagram-is-linked']])
  })

  test('tells what the agency loosened', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/policy.yaml', (text) =>
      text.replace('exception_days: 90', 'exception_days: 365'),
    )
    const report = await place.json('check')
    expect([report.exit, codes(report)]).toEqual([0, ['policy-loosened']])
    expect(report.findings[0]?.address).toMatchObject({ file: 'access/policy.yaml', line: 11 })
  })

  test('tells once what has ended, and refuses nobody’s pull request for it', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/corner.yaml', (text) => text.replace('2026-12-15', '2026-11-23'))
    const refused = await place.json('check')
    expect([refused.exit, codes(refused)]).toEqual([0, ['exception-is-current']])
    await place.edit('access/policy.yaml', (text) =>
      text.replace(/^# severity:\n.*\n/m, 'severity:\n  exception-is-current: off\n'),
    )
    const told = await place.json('check')
    expect([told.exit, codes(told)]).toEqual([0, ['UNTIL_PAST', 'policy-loosened']])
  })
})
