import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import { RULE_IDS } from '../../provider/findings/codes/policy.ts'
import { POLICY_SCENARIOS, policyFindings, type Expected } from './support/fixtures.ts'

const CASES = readdirSync(POLICY_SCENARIOS).flatMap((rule) =>
  readdirSync(join(POLICY_SCENARIOS, rule)).map((name) => [rule, name] as const),
)

describe('POLICY_RULES', () => {
  it.each(CASES)('%s: %s', (rule, name) => {
    const folder = join(POLICY_SCENARIOS, rule, name)
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected[]
    expect(policyFindings(folder)).toEqual(expected)
    const own = expected.filter(({ code }) => code === rule)
    if (name === 'pass') expect(own).toEqual([])
    if (name === 'fail') expect(own).not.toEqual([])
  })

  it('has a rule for every id of the catalogue, in its order', () => {
    expect(POLICY_RULES.map(({ id }) => id)).toEqual(RULE_IDS)
  })

  it('has a folder with a pass, a fail and a boundary for every rule, and no other', () => {
    const shapes = RULE_IDS.map((rule) => {
      const names = CASES.filter(([of]) => of === rule).map(([, name]) => name.split('-')[0] ?? '')
      return [rule, [...new Set(names)].toSorted()]
    })
    expect(shapes).toEqual(RULE_IDS.map((rule) => [rule, ['boundary', 'fail', 'pass']]))
    expect(readdirSync(POLICY_SCENARIOS).toSorted()).toEqual(RULE_IDS.toSorted())
  })

  it('says in each rule what it is, why, and who asks for it', () => {
    for (const { title, reason, source } of POLICY_RULES) {
      expect(title).toMatch(/^[A-Z].*[^.]$/)
      expect(reason).toMatch(/^[A-Z].*\.$/)
      expect(source).not.toEqual([])
    }
    expect(new Set(POLICY_RULES.map(({ title }) => title)).size).toBe(POLICY_RULES.length)
  })

  it('names no document of this repository that is not there', () => {
    const files = POLICY_RULES.flatMap(({ source }) =>
      source.flatMap((one) => (typeof one !== 'string' && 'file' in one ? [one.file] : [])),
    )
    expect(files.filter((file) => !existsSync(file))).toEqual([])
  })

  it('has two rules that time alone breaks', () => {
    const byTime = POLICY_RULES.filter((rule) => rule.byTime === true).map(({ id }) => id)
    expect(byTime.toSorted()).toEqual(['exception-is-current', 'review-is-recent'])
  })
})
