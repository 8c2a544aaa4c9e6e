import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import { RULE_IDS } from '../../provider/findings/codes/policy.ts'
import { foundIn, POLICY_SCENARIOS, type Found, type PolicyScenario } from './support/scenarios.ts'

const OTHERS = fileURLToPath(new URL('../scenarios/policy-others.yaml', import.meta.url))

/** Each scenario is judged once, by the first test that asks. */
const JUDGED = new Map<PolicyScenario, ReturnType<typeof foundIn>>()

function found(scenario: PolicyScenario): ReturnType<typeof foundIn> {
  const known = JUDGED.get(scenario) ?? foundIn(scenario)
  JUDGED.set(scenario, known)
  return known
}

describe('POLICY_RULES', () => {
  it.each(POLICY_SCENARIOS.map((one) => [one.rule, one.name, one] as const))(
    '%s: %s',
    (_rule, name, scenario) => {
      const { finds = [] } = scenario
      expect(found(scenario).own).toEqual(finds)
      const own = finds.filter(({ code }) => code === undefined)
      if (name === 'pass') expect(own).toEqual([])
      if (name === 'fail') expect(own).not.toEqual([])
    },
  )

  it('has a rule for every id of the catalogue, in its order', () => {
    expect(POLICY_RULES.map(({ id }) => id)).toEqual(RULE_IDS)
  })

  it('has a scenario with a pass, a fail and a boundary for every rule, and no other', () => {
    const sorts = new Set(POLICY_SCENARIOS.map(({ rule, name }) => `${rule}: ${name.split('-')[0]}`))
    const wanted = RULE_IDS.flatMap((rule) => ['pass', 'fail', 'boundary'].map((sort) => `${rule}: ${sort}`))
    expect([...sorts].toSorted()).toEqual(wanted.toSorted())
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

// The only tests that look at the example as a whole: whoever adds a rule sees here, and not in the scenarios of the other
// rules, what it finds in them.
describe('the example agency', () => {
  const example = foundIn({ rule: 'none', name: 'as it is' }).others

  it('breaks no rule', () => {
    expect(example).toEqual([])
  })

  it('shows in the scenario of a rule what other rules find in it (vitest -u writes it again)', async () => {
    const known = new Set(example.map((one) => JSON.stringify(one)))
    const isNew = (one: Found): boolean => !known.has(JSON.stringify(one))
    const others = POLICY_SCENARIOS.map((scenario) => {
      return [`${scenario.rule}: ${scenario.name}`, found(scenario).others.filter(isNew)] as const
    })
    const some = Object.fromEntries(others.filter(([, own]) => own.length > 0))
    await expect(stringify(some, { lineWidth: 0, singleQuote: true })).toMatchFileSnapshot(OTHERS)
  })
})
