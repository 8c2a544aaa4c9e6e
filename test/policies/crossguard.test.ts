import type { ResourceValidationArgs } from '@pulumi/policy'
import { describe, expect, it } from 'vitest'
import { crossGuardPolicies } from '../../policies/crossguard.ts'
import type { EngineResource } from '../../policies/declared.ts'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import { finding } from '../../provider/findings/catalogue.ts'
import { POLICY_OWN_FINDINGS, RULE_IDS } from '../../provider/findings/codes/policy.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { DEFAULT_POLICY } from '../../provider/model/policy-defaults.ts'

const URN = 'urn:pulumi:acme::metagrant::pulumi-nodejs:dynamic/metagrant:PageAccess::2001'
const AT = { file: 'access/clients/acme.yaml', line: 3, column: 5 }
const LINKED = finding('instagram-is-linked', { asset: 'it' }, AT)
const NAMED = finding('name-follows-convention', { what: 'w', name: 'n', pattern: 'p' }, AT)
const ENDED = finding('exception-is-current', { what: 'w', until: 'u', today: 't' }, AT)
const FAILED = finding('rule-failed', { rule: 'r', subject: 's', message: 'm' })
const LOWERED = finding('rule-lowered', {
  rule: 'r',
  client: 'c',
  until: 'u',
  who: 'w',
  ticket: 't',
  reason: 'x',
})

function policies(
  found: readonly Finding[],
  severity = DEFAULT_POLICY.severity,
  seen: EngineResource[] = [],
) {
  return crossGuardPolicies(POLICY_RULES, severity, (resource) => {
    seen.push(resource)
    return found
  })
}

/** What each policy reports, as "policy level: message". */
function reported(
  found: readonly Finding[],
  severity = DEFAULT_POLICY.severity,
  args: Partial<ResourceValidationArgs> = {},
  seen: EngineResource[] = [],
): string[] {
  return policies(found, severity, seen).flatMap(({ name, enforcementLevel, validateResource }) => {
    const messages: string[] = []
    if (typeof validateResource !== 'function') throw new TypeError(`${name} has no one check`)
    const given = { urn: URN, type: 't', name: '2001', props: { people: {} }, ...args }
    if (enforcementLevel !== 'disabled')
      void validateResource(given as ResourceValidationArgs, (message) => void messages.push(message))
    return messages.map((message) => `${name} ${enforcementLevel}: ${/([\w-]+): [A-Z]/.exec(message)?.[1]}`)
  })
}

describe('crossGuardPolicies', () => {
  it('has one policy a rule with its title, those of the pack itself, and one that tells', () => {
    const own = policies([])
    expect(own.map(({ name }) => name)).toEqual([...RULE_IDS, ...Object.keys(POLICY_OWN_FINDINGS), 'told'])
    expect(own[0]).toMatchObject({ description: POLICY_RULES[0]?.title, enforcementLevel: 'mandatory' })
    expect(own.every(({ description }) => description.length > 10)).toBe(true)
  })

  it('takes the level from the severity', () => {
    const severity = { ...DEFAULT_POLICY.severity, 'no-secrets': 'advisory', 'few-admins': 'off' } as const
    const levels = Object.fromEntries(policies([], severity).map((one) => [one.name, one.enforcementLevel]))
    expect(levels).toMatchObject({
      'no-secrets': 'advisory',
      'few-admins': 'disabled',
      'instagram-is-linked': 'mandatory',
      'review-is-recent': 'advisory',
      'rule-failed': 'mandatory',
      'matches-the-files': 'mandatory',
      'files-are-valid': 'mandatory',
      told: 'advisory',
    })
  })

  it('only tells what time alone breaks, and leaves it off where it is off', () => {
    const level = (how: 'mandatory' | 'advisory' | 'off') =>
      policies([], { ...DEFAULT_POLICY.severity, 'exception-is-current': how }).find(
        ({ name }) => name === 'exception-is-current',
      )?.enforcementLevel
    expect([level('mandatory'), level('advisory'), level('off')]).toEqual([
      'advisory',
      'advisory',
      'disabled',
    ])
  })

  it('reports each finding once, by the policy of its code', () => {
    expect(reported([LINKED])).toEqual(['instagram-is-linked mandatory: instagram-is-linked'])
    expect(reported([NAMED])).toEqual(['name-follows-convention advisory: name-follows-convention'])
    expect(reported([ENDED])).toEqual(['exception-is-current advisory: exception-is-current'])
    expect(reported([FAILED])).toEqual(['rule-failed mandatory: rule-failed'])
    expect(reported([])).toEqual([])
  })

  it('tells what an exception lowers, and which', () => {
    const lowered = { ...LINKED, severity: 'warning' as const }
    expect(reported([lowered, LOWERED])).toEqual([
      'told advisory: instagram-is-linked',
      'told advisory: rule-lowered',
    ])
  })

  it('says a finding in one line, with its place where it has one', () => {
    const messages: string[] = []
    for (const { validateResource } of policies([LINKED, FAILED])) {
      if (typeof validateResource !== 'function') continue
      const args = { urn: URN, type: 't', name: 'n', props: {} } as unknown as ResourceValidationArgs
      void validateResource(args, (message) => void messages.push(message))
    }
    expect(messages).toEqual([
      'access/clients/acme.yaml:3:5: instagram-is-linked: Cannot check it as the file links it to no Page. Fix: Write "page: <id>" on the Instagram account',
      'rule-failed: Cannot trust the policy as its rule "r" failed on s: m. Fix: Report it with the files; metagrant refuses what a rule could not check',
    ])
  })

  it('hands on the stack, the type, the name and the inputs as data', () => {
    const seen: EngineResource[] = []
    const props = { people: { a: { tasks: ['x'] } }, gone: undefined }
    reported([], DEFAULT_POLICY.severity, { type: 'T', props }, seen)
    expect(seen[0]).toEqual({
      stack: 'acme',
      type: 'T',
      name: '2001',
      inputs: { people: { a: { tasks: ['x'] } } },
    })
  })

  it('takes inputs that are not known yet for none, so that they differ from the files', () => {
    const seen: EngineResource[] = []
    const props = {
      get people() {
        throw new Error('unknown')
      },
    }
    reported([], DEFAULT_POLICY.severity, { props }, seen)
    expect(seen[0]?.inputs).toEqual({})
  })

  it('takes an URN that is none for one of no stack', () => {
    const seen: EngineResource[] = []
    reported([], DEFAULT_POLICY.severity, { urn: '' }, seen)
    expect(seen[0]?.stack).toBe('')
  })
})
