import { describe, expect, it } from 'vitest'
import { CATALOGUE, finding } from '../../../provider/findings/catalogue.ts'
import { POLICY_OWN_FINDINGS, RULE_IDS } from '../../../provider/findings/codes/policy.ts'
import { SCAN_FINDINGS } from '../../../provider/findings/codes/scan.ts'
import type { Entry } from '../../../provider/findings/finding.ts'
import { templateText } from '../../../provider/findings/words.ts'
import { bannedIn } from '../../support/plain-words.ts'

const POLICY: ReadonlySet<string> = new Set([...RULE_IDS, ...Object.keys(POLICY_OWN_FINDINGS)])
/** A scan refuses nothing: what it finds is a state of the world, errors too. */
const STATES: ReadonlySet<string> = new Set(Object.keys(SCAN_FINDINGS))
const ENTRIES: [string, Entry][] = Object.entries(CATALOGUE)
const REFUSALS = ENTRIES.filter(([code, { severity }]) => severity === 'error' && !STATES.has(code))
const STATEMENTS = ENTRIES.filter((entry) => !REFUSALS.includes(entry))
const SENTENCES = ENTRIES.flatMap(([code, { text, fix }]) => [
  [code, 'text', text] as const,
  [code, 'fix', fix] as const,
])

/** A form of "be" and a participle. */
const PASSIVE =
  /\b(is|are|was|were|be|been|being) (not |already )?(\w+ed|built|done|found|given|held|kept|made|read|sent|set|told|written)\b/
const CONTRACTION = /\w['’](t|re|ll|ve|s|d|m)\b/

describe('CATALOGUE follows the grammar of messages', () => {
  it.each(ENTRIES)('%s is in capitals, or the id of a rule', (code) => {
    expect(code).toMatch(POLICY.has(code) ? /^[a-z]+(-[a-z]+)+$/ : /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/)
  })

  it.each(REFUSALS)('%s refuses: it says what cannot be done, and why', (_code, { text }) => {
    expect(text).toMatch(/^Cannot [a-z]+ .*(:| as )/)
  })

  it.each(STATEMENTS)('%s reports: it says what the state is', (_code, { text }) => {
    expect(text).toMatch(/^["A-Z]/)
    expect(text).not.toMatch(/^(Cannot|Nobody can)\b/)
  })

  it.each(ENTRIES)('%s: its fix starts with a capital', (_code, { fix }) => {
    expect(fix).toMatch(/^[A-Z]/)
  })

  it.each(SENTENCES)(
    '%s: its %s has no final period, no contraction, no passive, no banned word',
    (_code, _part, words) => {
      expect(words).not.toMatch(/[.!]$/)
      expect(words).not.toMatch(CONTRACTION)
      expect(words).not.toMatch(PASSIVE)
      expect(bannedIn(templateText(words, () => '1'))).toEqual([])
    },
  )

  it.each(ENTRIES)('%s speaks of what was asked, not of the program', (_code, { text, fix }) => {
    expect(`${text} ${fix}`).not.toMatch(/\b(we|I|please|sorry)\b/i)
  })

  it('says nothing twice', () => {
    const texts = ENTRIES.map(([, { text, fix }]) => `${text} ${fix}`)
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('finding', () => {
  it('has the severity of its code and no address unless given one', () => {
    expect(finding('YAML_TAB', {})).toEqual({ code: 'YAML_TAB', severity: 'error', args: {} })
    expect(
      finding('UNTIL_PAST', { until: '2026-01-01', today: '2026-11-24' }, { file: 'a.yaml', line: 3 }),
    ).toEqual({
      code: 'UNTIL_PAST',
      severity: 'warning',
      args: { until: '2026-01-01', today: '2026-11-24' },
      address: { file: 'a.yaml', line: 3 },
    })
  })
})
